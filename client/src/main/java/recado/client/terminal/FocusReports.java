package recado.client.terminal;

/**
 * Has a terminal say when it comes to the front and when it leaves it. Terminals that cannot ignore
 * this; JLine knows it of xterm alone. Source: DECSET 1004, which xterm brought ("Xterm Control
 * Sequences", FocusIn/FocusOut).
 */
public final class FocusReports {
  /** From now on. */
  public static final String ON = "\u001b[?1004h";

  /** No more. */
  public static final String OFF = "\u001b[?1004l";

  private FocusReports() {}
}
