package recado.server.postoffice;

import java.nio.charset.StandardCharsets;
import java.util.List;
import recado.server.store.Addressee;
import recado.server.store.StateRecord;

/** Reads the messages of a {@link SentPage}, one after the other. */
final class SentReader {
  private final List<Addressee> addressees;
  private final byte[] log;
  private final int length;
  private int next;
  private String prefix = "";
  private long number = CidNumber.NONE;
  private long id;
  private long time;
  private long addressee;

  SentReader(List<Addressee> addressees, byte[] log, int length, long idBefore, long time) {
    this.addressees = addressees;
    this.log = log;
    this.length = length;
    id = idBefore;
    this.time = time;
  }

  /**
   * Reads what a snapshot kept, with these for the addressees it names; {@link #advance} throws if
   * it is not a page.
   */
  static SentReader of(StateRecord.OfSent page, List<Addressee> to) {
    byte[] log = page.log().getBytes(StandardCharsets.ISO_8859_1);
    return new SentReader(to, log, log.length, page.id() - 1, page.time());
  }

  /**
   * Goes to the next message.
   *
   * @return false at the end
   * @throws IllegalStateException if what is there is no message
   */
  boolean advance() {
    if (next == length) {
      return false;
    }
    readCid();
    if (take('#')) {
      addressee = decimal();
    }
    if (take('~')) {
      time += take('-') ? -decimal() : decimal();
    }
    if (take('+')) {
      id += decimal();
    } else {
      char letter = take();
      if (letter < 'a' || letter > 'z') {
        throw broken();
      }
      id += letter - 'a' + 1;
    }
    if (addressee >= addressees.size()) {
      throw broken();
    }
    return true;
  }

  private void readCid() {
    if (take('<')) {
      int start = next;
      while (peek() != '/' && peek() != '>') {
        next++;
      }
      prefix = new String(log, start, next - start, StandardCharsets.ISO_8859_1);
      number = take('/') ? hexadecimal() : CidNumber.NONE;
      expectEndOfCid();
    } else if (take('=')) {
      number = peek() == '>' ? CidNumber.NONE : hexadecimal();
      expectEndOfCid();
    } else {
      number++;
    }
  }

  private void expectEndOfCid() {
    if (!take('>')) {
      throw broken();
    }
  }

  private char peek() {
    if (next == length) {
      throw broken();
    }
    return (char) log[next];
  }

  private char take() {
    char c = peek();
    next++;
    return c;
  }

  private boolean take(char c) {
    boolean there = peek() == c;
    next += there ? 1 : 0;
    return there;
  }

  private long decimal() {
    return number(10);
  }

  private long hexadecimal() {
    return number(16);
  }

  private long number(int base) {
    int start = next;
    long value = 0;
    while (next < length && Character.digit(log[next], base) >= 0) {
      value = value * base + Character.digit(log[next], base);
      next++;
    }
    if (next == start || value < 0) {
      throw broken();
    }
    return value;
  }

  private IllegalStateException broken() {
    return new IllegalStateException("the log of sent messages is broken at its byte " + next);
  }

  CidNumber cid() {
    return new CidNumber(prefix, number);
  }

  long id() {
    return id;
  }

  SentMessages.Sent sent() {
    return new SentMessages.Sent(cid().toCid(), id, time, addressees.get((int) addressee));
  }
}
