package recado.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which way to call whom a terminal has, and what is written for it. */
final class NotifierTest {
  @Test
  void theBestWayOfATerminalIsKnown() {
    assertEquals(Notifier.BELL, Notifier.of(Map.of("TERM", "xterm-256color")));
    assertEquals(Notifier.OSC99, Notifier.of(Map.of("TERM", "xterm-kitty")));
    assertEquals(Notifier.OSC777, Notifier.of(Map.of("TERM", "foot")));
    assertEquals(Notifier.OSC9, Notifier.of(Map.of("TERM_PROGRAM", "WezTerm")));
    assertEquals(Notifier.BELL, Notifier.of(Map.of("TERM_PROGRAM", "WezTerm", "TMUX", "/tmp/x")));
  }

  @Test
  void whatIsWrittenEndsAndIsShort() {
    for (Notifier notifier : Notifier.values()) {
      String call = notifier.call("@ana; x", "olá ".repeat(100));
      assertTrue(call.length() < 200, notifier.toString());
      if (call.startsWith("\u001b]")) {
        assertTrue(call.endsWith("\u001b\\") || call.endsWith("\u0007"), notifier.toString());
        assertFalse(call.contains("@ana; x"), "which would be two fields");
      }
    }
  }
}
