package recado.client.terminal;

/** What came from the keyboard. */
sealed interface Typed {
  /** A line. */
  record Line(String text) implements Typed {}

  /** Ctrl-C, or the client wants to ask something; {@code draft} is what was typed so far. */
  record Interrupted(String draft) implements Typed {}

  /** Ctrl-D, or the end of a file. */
  record End() implements Typed {}
}
