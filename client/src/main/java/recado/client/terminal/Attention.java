package recado.client.terminal;

import java.time.Duration;

/**
 * Whether somebody sits at the terminal, as far as it tells: by its reports of focus or, where it
 * makes none, by the keys. Any thread.
 */
public final class Attention {
  private static final Duration ASLEEP = Duration.ofMinutes(1);

  private volatile boolean reported;
  private volatile boolean focused = true;
  private volatile long lastKey = System.nanoTime();

  /** The terminal has come to the front, or left it. */
  public void focus(boolean now) {
    focused = now;
    reported = true;
    key();
  }

  /** Something was typed. */
  public void key() {
    lastKey = System.nanoTime();
  }

  /** Whether the terminal is in front, until it says something else. */
  public boolean isFocused() {
    return focused;
  }

  /** Whether a person has to be called. */
  public boolean isAway() {
    return reported ? !focused : System.nanoTime() - lastKey > ASLEEP.toNanos();
  }
}
