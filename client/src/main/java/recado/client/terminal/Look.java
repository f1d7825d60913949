package recado.client.terminal;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import recado.client.texts.Phrase;
import recado.protocol.DeliveryState;
import recado.protocol.UserName;

/**
 * Colours and signs, as far as the terminal has them. Immutable.
 *
 * @param colour whether colours may be used
 * @param signs whether the terminal's character set has {@code ✓}
 */
public record Look(boolean colour, boolean signs) {
  /** Of 256 colours, those that can be read on black and on white. */
  private static final int[] NAME_COLOURS = {
    25, 28, 30, 32, 64, 67, 91, 94, 96, 125, 127, 130, 133, 160, 161, 166, 172
  };

  private static final int READ_COLOUR = 33;
  private static final int MENTION_COLOUR = 162;

  /** The same colour for the same user, today and tomorrow. */
  public AttributedStyle name(UserName user) {
    int place = Math.floorMod(user.value().hashCode(), NAME_COLOURS.length);
    return colour ? AttributedStyle.BOLD.foreground(NAME_COLOURS[place]) : AttributedStyle.DEFAULT;
  }

  /** The person's own name. */
  public AttributedStyle own() {
    return colour ? AttributedStyle.BOLD : AttributedStyle.DEFAULT;
  }

  /** The sign of somebody who is online. */
  public AttributedStyle online() {
    return colour
        ? AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN)
        : AttributedStyle.DEFAULT;
  }

  /** The person's own name in somebody's text. */
  public AttributedStyle mention() {
    return colour ? AttributedStyle.BOLD.foreground(MENTION_COLOUR) : AttributedStyle.DEFAULT;
  }

  /** What was looked for. */
  public AttributedStyle found() {
    return AttributedStyle.BOLD.underline();
  }

  /** What need not be read. */
  public AttributedStyle quiet() {
    return colour ? AttributedStyle.DEFAULT.faint() : AttributedStyle.DEFAULT;
  }

  /** What should be. */
  public AttributedStyle warning() {
    return colour
        ? AttributedStyle.DEFAULT.foreground(AttributedStyle.RED)
        : AttributedStyle.DEFAULT;
  }

  /** One tick, two, or two in colour; a word where there is no sign, or no colour to tell by. */
  public AttributedString tick(DeliveryState state) {
    if (!signs) {
      return new AttributedString(word(state));
    }
    boolean needsWord = state == DeliveryState.READ && !colour;
    return needsWord ? new AttributedString("✓✓ " + word(state)) : sign(state);
  }

  /** The same beside a text that says it, too: nothing, or no word. */
  public AttributedString sign(DeliveryState state) {
    if (!signs) {
      return AttributedString.EMPTY;
    }
    return switch (state) {
      case PENDING -> new AttributedString("✓", quiet());
      case DELIVERED -> new AttributedString("✓✓", quiet());
      case READ -> new AttributedString("✓✓", read());
    };
  }

  private AttributedStyle read() {
    return colour ? AttributedStyle.BOLD.foreground(READ_COLOUR) : AttributedStyle.DEFAULT;
  }

  private static String word(DeliveryState state) {
    return switch (state) {
      case PENDING -> Phrase.MARK_SENT.text();
      case DELIVERED -> Phrase.MARK_DELIVERED.text();
      case READ -> Phrase.MARK_READ.text();
    };
  }
}
