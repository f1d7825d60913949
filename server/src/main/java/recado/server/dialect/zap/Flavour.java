package recado.server.dialect.zap;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import recado.protocol.Event;

/** What one of the clients needs otherwise than the other. */
public enum Flavour {
  /** Ids are digits; it shows errors; a group's message comes from the group. */
  WHATPIX("WhatPix", Duration.ZERO) {
    @Override
    String written(ZapId id) {
      return id.number();
    }

    @Override
    String greeting() {
      return "";
    }

    @Override
    String failedSignOn(String why) {
      return error(why);
    }

    @Override
    String error(String why) {
      return "00" + why;
    }

    @Override
    String ofGroup(ZapId group, ZapId sender) {
      return written(group) + written(sender);
    }

    @Override
    int maxBytes(Event.Message message) {
      return SHORT_BYTES; // it reads 256, of which 38 are before the text
    }
  },

  /** Ids have names; it does not know errors; a group's message goes to the group. */
  INTERZAP("Interzap", Duration.ofSeconds(2)) {
    @Override
    String written(ZapId id) {
      return id.named();
    }

    @Override
    String greeting() {
      return "Welcome to Interzap!";
    }

    @Override
    String failedSignOn(String why) {
      return "04Error";
    }

    @Override
    String error(String why) {
      return "";
    }

    @Override
    String ofGroup(ZapId group, ZapId sender) {
      return written(sender) + written(group);
    }

    @Override
    int maxBytes(Event.Message message) { // what another client of the protocol wrote is whole
      String text = message.text().toString();
      boolean fits = text.codePointCount(0, text.length()) <= MAX_CHARACTERS;
      return fits && message.from().isNumber() ? 4 * MAX_CHARACTERS : SHORT_BYTES;
    }
  };

  /** The protocol's limit for a text; it reads 1,024 bytes, and these are at most 872. */
  private static final int MAX_CHARACTERS = 218;

  private static final int SHORT_BYTES = 218;

  /**
   * The clients take what one read gives them for one message, and are busy for a while with each
   * (Interzap writes its history again): more than the 10 ms that sufficed on an idle machine.
   */
  static final Duration PAUSE = Duration.ofMillis(100);

  private final String client;
  private final Duration settling;

  Flavour(String client, Duration settling) {
    this.client = client;
    this.settling = settling;
  }

  /** The name of the client. */
  public String client() {
    return client;
  }

  /** 13 characters. */
  abstract String written(ZapId id);

  /** What comes before anything else; may be nothing. */
  abstract String greeting();

  /** The answer to {@code 03} if it fails. */
  abstract String failedSignOn(String why);

  /** Any other error; nothing if the client could not bear one. */
  abstract String error(String why);

  /** The first two fields of {@code 06} for what was written in a group. */
  abstract String ofGroup(ZapId group, ZapId sender);

  /** How many bytes of this text go into one {@code 06}. */
  abstract int maxBytes(Event.Message message);

  /** How long the client is busy after {@code 04}. */
  Duration pauseAfterSignOn() {
    return settling.compareTo(PAUSE) > 0 ? settling : PAUSE;
  }

  static byte[] bytes(String frame) {
    return frame.getBytes(StandardCharsets.UTF_8);
  }
}
