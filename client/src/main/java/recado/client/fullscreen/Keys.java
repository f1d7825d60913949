package recado.client.fullscreen;

import java.io.IOError;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.reader.EndOfFileException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;
import recado.client.texts.Harmless;

/**
 * Reads keys. Used by the keyboard's thread. What a key sends is what terminfo says of the
 * terminal, and what xterm and its like send whatever terminfo says.
 */
final class Keys {
  /** So long an Escape waits for what may belong to it: more than a slow line needs. */
  private static final long ESCAPE_MILLIS = 100;

  private static final long REST_OF_SEQUENCE_MILLIS = 20;

  /** So long after the beginning there may be keys of before, when Enter still was a line feed. */
  private static final long TYPED_BEFORE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final BindingReader reader;
  private final KeyMap<Key> map;
  private final long begun = System.nanoTime();

  Keys(Terminal terminal) {
    reader = new BindingReader(terminal.reader());
    map = map(terminal);
  }

  private static KeyMap<Key> map(Terminal terminal) {
    KeyMap<Key> map = new KeyMap<>();
    map.setAmbiguousTimeout(ESCAPE_MILLIS);
    map.setUnicode(Key.TEXT);
    map.setNomatch(Key.OTHER);
    for (char c = ' '; c < 0x7f; c++) {
      map.bind(Key.TEXT, String.valueOf(c));
    }
    bindEditing(map, terminal);
    bindMoving(map, terminal);
    map.bind(Key.ENTER, "\r");
    map.bind(Key.NEW_LINE, "\n", "\u001b\r", "\u001b\n"); // Ctrl-J, Alt-Enter
    map.bind(Key.TAB, "\t");
    map.bind(Key.BACK_TAB, "\u001b[Z");
    map.bind(Key.ESCAPE, "\u001b");
    map.bind(Key.INTERRUPT, KeyMap.ctrl('C'));
    map.bind(Key.REDRAW, KeyMap.ctrl('L'));
    map.bind(Key.SIDEBAR, KeyMap.ctrl('B'), "\u001bOQ", "\u001b[12~"); // and F2
    map.bind(Key.PASTE, LineReaderImpl.BRACKETED_PASTE_BEGIN);
    map.bind(Key.FOCUS_IN, "\u001b[I");
    map.bind(Key.FOCUS_OUT, "\u001b[O");
    return map;
  }

  private static void bindEditing(KeyMap<Key> map, Terminal terminal) {
    map.bind(Key.BACKSPACE, KeyMap.del(), KeyMap.ctrl('H'));
    map.bind(Key.DELETE, "\u001b[3~");
    bind(map, Key.DELETE, terminal, Capability.key_dc);
    map.bind(Key.DELETE_OR_LEAVE, KeyMap.ctrl('D'));
    map.bind(Key.LEFT, "\u001b[D", "\u001bOD");
    bind(map, Key.LEFT, terminal, Capability.key_left);
    map.bind(Key.RIGHT, "\u001b[C", "\u001bOC", KeyMap.ctrl('F'));
    bind(map, Key.RIGHT, terminal, Capability.key_right);
    map.bind(Key.LINE_START, "\u001b[H", "\u001bOH", "\u001b[1~", KeyMap.ctrl('A'));
    bind(map, Key.LINE_START, terminal, Capability.key_home);
    map.bind(Key.LINE_END, "\u001b[F", "\u001bOF", "\u001b[4~", KeyMap.ctrl('E'));
    bind(map, Key.LINE_END, terminal, Capability.key_end);
    map.bind(Key.WORD_LEFT, "\u001bb", "\u001b[1;5D", "\u001b[1;3D");
    map.bind(Key.WORD_RIGHT, "\u001bf", "\u001b[1;5C", "\u001b[1;3C");
    map.bind(Key.DELETE_WORD, KeyMap.ctrl('W'), "\u001b\u007f");
    map.bind(Key.DELETE_TO_START, KeyMap.ctrl('U'));
    map.bind(Key.DELETE_TO_END, KeyMap.ctrl('K'));
    map.bind(Key.YANK, KeyMap.ctrl('Y'));
    map.bind(Key.EDIT, KeyMap.ctrl('X') + KeyMap.ctrl('E'));
  }

  private static void bindMoving(KeyMap<Key> map, Terminal terminal) {
    map.bind(Key.UP, "\u001b[A", "\u001bOA");
    bind(map, Key.UP, terminal, Capability.key_up);
    map.bind(Key.DOWN, "\u001b[B", "\u001bOB");
    bind(map, Key.DOWN, terminal, Capability.key_down);
    map.bind(Key.PAGE_UP, "\u001b[5~");
    bind(map, Key.PAGE_UP, terminal, Capability.key_ppage);
    map.bind(Key.PAGE_DOWN, "\u001b[6~");
    bind(map, Key.PAGE_DOWN, terminal, Capability.key_npage);
    map.bind(Key.TOP, "\u001b[1;5H", "\u001b[5;5~", "\u001b<");
    map.bind(Key.BOTTOM, "\u001b[1;5F", "\u001b[6;5~", "\u001b>");
    map.bind(Key.NEXT_UNREAD, "\u001b[1;3B", "\u001b\u001b[B", "\u001bn");
    map.bind(Key.PREVIOUS_UNREAD, "\u001b[1;3A", "\u001b\u001b[A", "\u001bp");
    map.bind(Key.NEXT_TALK, KeyMap.ctrl('N'), "\u001b[1;5B");
    map.bind(Key.PREVIOUS_TALK, KeyMap.ctrl('P'), "\u001b[1;5A");
  }

  private static void bind(KeyMap<Key> map, Key key, Terminal terminal, Capability capability) {
    String sequence = KeyMap.key(terminal, capability);
    if (sequence != null && sequence.startsWith("\u001b")) {
      map.bind(key, sequence);
    }
  }

  /**
   * Waits for a key.
   *
   * @throws InterruptedException if the thread was interrupted meanwhile
   */
  Stroke read() throws InterruptedException {
    try {
      Key key = reader.readBinding(map);
      return key == null ? new Stroke(Key.GONE) : stroke(key);
    } catch (EndOfFileException | IllegalStateException _) {
      return gone();
    } catch (IOError e) {
      if (e.getCause() instanceof InterruptedIOException) {
        throw new InterruptedException();
      }
      return gone();
    }
  }

  private static Stroke gone() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return new Stroke(Key.GONE);
  }

  private Stroke stroke(Key key) {
    return switch (key) {
      case TEXT -> new Stroke(key, reader.getLastBinding());
      case PASTE -> new Stroke(key, pasted());
      case NEW_LINE -> new Stroke(isEnterOfBefore() ? Key.ENTER : key);
      case ESCAPE -> restOfSequence() ? new Stroke(Key.OTHER) : new Stroke(key);
      default -> new Stroke(key);
    };
  }

  private boolean isEnterOfBefore() {
    return reader.getLastBinding().equals("\n") && System.nanoTime() - begun < TYPED_BEFORE_NANOS;
  }

  /** Terminals send line feeds as carriage returns. */
  private String pasted() {
    @Nullable String text = reader.readStringUntil(LineReaderImpl.BRACKETED_PASTE_END);
    return text == null ? "" : Harmless.text(text.replace("\r\n", "\n").replace('\r', '\n'));
  }

  /** A key that nothing is bound to must not leave its letters in the text: passes over them. */
  private boolean restOfSequence() {
    int next = reader.peekCharacter(REST_OF_SEQUENCE_MILLIS);
    if (next != '[' && next != 'O') {
      return false;
    }
    reader.readCharacter();
    for (int c = reader.peekCharacter(REST_OF_SEQUENCE_MILLIS); c >= 0; ) {
      reader.readCharacter();
      if (c >= '@' && c <= '~') { // ECMA-48: the final byte of a control sequence
        return true;
      }
      c = reader.peekCharacter(REST_OF_SEQUENCE_MILLIS);
    }
    return true;
  }
}
