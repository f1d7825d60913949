package recado.client.fullscreen;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jline.keymap.KeyMap;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;
import recado.client.terminal.FocusReports;

/**
 * The terminal while the whole of it is ours: its other screen, every key as it is struck. What was
 * on it before comes back when we leave. Any thread; frames are drawn by one.
 */
final class Stage {
  private static final Size USUAL = Size.of(80, 24);

  /** So long may a terminal that is stuck keep the program from ending. */
  private static final long PATIENCE_MILLIS = 1_000;

  private final Terminal terminal;
  private final Display display;
  private final String enter;
  private final String leave;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Attributes before; // guarded by the lock; null while the stage is not ours

  Stage(Terminal terminal) {
    this.terminal = terminal;
    display = new Display(terminal, true);
    enter =
        sequence(Capability.enter_ca_mode)
            + sequence(Capability.keypad_xmit)
            + LineReaderImpl.BRACKETED_PASTE_ON
            + FocusReports.ON;
    leave =
        FocusReports.OFF
            + LineReaderImpl.BRACKETED_PASTE_OFF
            + sequence(Capability.keypad_local)
            + sequence(Capability.exit_ca_mode);
  }

  /** Whether a terminal can do what is needed. */
  static boolean canBeOn(Terminal terminal) {
    return terminal.getStringCapability(Capability.enter_ca_mode) != null
        && terminal.getStringCapability(Capability.cursor_address) != null
        && terminal.getStringCapability(Capability.clear_screen) != null;
  }

  private String sequence(Capability capability) {
    String sequence = KeyMap.key(terminal, capability);
    return sequence == null ? "" : sequence;
  }

  /** Begins, or goes on. */
  void enter() {
    lock.lock();
    try {
      if (before == null) {
        before = terminal.enterRawMode();
        Attributes raw = terminal.getAttributes();
        raw.setLocalFlag(LocalFlag.ISIG, false); // Ctrl-C is a key like others
        terminal.setAttributes(raw);
        write(enter);
        display.clear();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Leaves the terminal as it was found. */
  void leave() {
    if (!locked()) {
      return;
    }
    try {
      if (before != null) {
        write(leave);
        terminal.setAttributes(before);
        before = null;
      }
    } catch (IOError | IllegalStateException expected) {
      // The terminal is gone.
    } finally {
      lock.unlock();
    }
  }

  /** The same, past JLine, whose terminal may be closed already when the program is killed. */
  void abandon() {
    if (!locked()) {
      return;
    }
    try {
      if (before != null) {
        new FileOutputStream(FileDescriptor.out).write(leave.getBytes(StandardCharsets.US_ASCII));
        before = null;
      }
    } catch (IOException expected) {
      // The terminal is gone.
    } finally {
      lock.unlock();
    }
  }

  private boolean locked() {
    try {
      return lock.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How large it is now. */
  Size size() {
    Size size = terminal.getSize();
    return size.getColumns() > 0 && size.getRows() > 0 ? size : USUAL;
  }

  /** Forgets what is on it, so that the next frame is drawn anew. */
  void clear() {
    lock.lock();
    try {
      display.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Draws what has changed. */
  void draw(Frame frame, Size size) {
    lock.lock();
    try {
      if (before != null) {
        display.resize(size);
        display.update(frame.lines(), size.cursorPos(frame.cursorRow(), frame.cursorColumn()));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Writes something that does not change what is to be seen, as a bell. */
  void write(String control) {
    lock.lock();
    try {
      terminal.writer().write(control);
      terminal.flush();
    } finally {
      lock.unlock();
    }
  }
}
