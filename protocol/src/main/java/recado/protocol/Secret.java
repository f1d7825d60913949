package recado.protocol;

import java.util.Objects;

/** A password or token: a text that never shows in a log or an error by accident. */
public record Secret(Text text) {
  /** Takes any text. */
  public Secret {
    Objects.requireNonNull(text);
  }

  /** A secret from its characters. */
  public static Secret of(String value) {
    return new Secret(Text.of(value));
  }

  /** The characters themselves. */
  public String reveal() {
    return text.toString();
  }

  /** Never the characters. */
  @Override
  public String toString() {
    return "(secret)";
  }
}
