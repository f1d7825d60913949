package recado.client.terminal;

import java.util.Locale;
import java.util.Map;

/**
 * How a terminal is asked to call a person who is not looking. Each way is a line of control
 * characters, as the terminal that brought it documents it; other terminals ignore it.
 */
public enum Notifier {
  /** The bell, which every terminal has; many mark the window, too. */
  BELL("\u0007"),
  /** iTerm2's: the text alone. Also WezTerm, Ghostty, ConEmu. */
  OSC9("\u001b]9;%1$s: %2$s\u0007"),
  /** rxvt-unicode's: a title and a text. Also foot, and GNOME Terminal where it is patched in. */
  OSC777("\u001b]777;notify;%1$s;%2$s\u001b\\"),
  /** kitty's desktop notifications. */
  OSC99("\u001b]99;;%1$s: %2$s\u001b\\"),
  /** Not at all. */
  OFF("");

  private static final int MAX_BODY_CHARS = 120;

  private final String form;

  Notifier(String form) {
    this.form = form;
  }

  /** As it is written behind an option. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The best way of the terminal that this environment tells of. */
  public static Notifier of(Map<String, String> environment) {
    String type = environment.getOrDefault("TERM", "");
    if (environment.containsKey("TMUX") || type.startsWith("screen")) {
      return BELL; // they pass on nothing else
    }
    if (type.equals("xterm-kitty")) {
      return OSC99;
    }
    if (type.startsWith("foot") || type.startsWith("rxvt-unicode")) {
      return OSC777;
    }
    return switch (environment.getOrDefault("TERM_PROGRAM", "")) {
      case "iTerm.app", "WezTerm", "ghostty" -> OSC9;
      default -> BELL;
    };
  }

  /** What has to be written for this; the words must be harmless and of one line. */
  public String call(String title, String body) {
    int end =
        body.offsetByCodePoints(0, Math.min(MAX_BODY_CHARS, body.codePointCount(0, body.length())));
    return String.format(Locale.ROOT, form, title.replace(';', ','), body.substring(0, end));
  }
}
