package recado.client.fullscreen;

import recado.client.command.UserCommand;
import recado.client.desk.Desk;
import recado.client.terminal.Attention;
import recado.client.texts.Phrase;

/** What each key does. Owned by the screen's thread. */
final class Controls {
  private final Scene scene;
  private final Composer composer;
  private final Panel panel;
  private final Desk desk;
  private final Attention attention;

  Controls(Scene scene, Desk desk, Attention attention) {
    this.scene = scene;
    this.composer = scene.composer();
    this.panel = scene.panel();
    this.desk = desk;
    this.attention = attention;
  }

  /** What a key does; after it, what the keyboard's thread has to do. */
  After strike(Stroke stroke) {
    attention.key();
    switch (stroke.key()) {
      case FOCUS_IN, FOCUS_OUT -> focus(stroke.key() == Key.FOCUS_IN);
      case TAB, BACK_TAB -> tab(stroke.key() == Key.TAB ? 1 : -1);
      case ENTER, ESCAPE, INTERRUPT, DELETE_OR_LEAVE, EDIT, GONE -> decide(stroke.key());
      case PAGE_UP, PAGE_DOWN, TOP, BOTTOM, UP, DOWN -> move(stroke.key());
      case NEXT_UNREAD, PREVIOUS_UNREAD, NEXT_TALK, PREVIOUS_TALK, SIDEBAR -> go(stroke.key());
      case REDRAW -> {
        return new After.Redraw();
      }
      case OTHER -> {}
      default -> write(stroke);
    }
    return scene.takeAfter();
  }

  private void focus(boolean focused) {
    attention.focus(focused);
    desk.tell(clerk -> clerk.focus(focused));
    if (focused) {
      scene.transcript().ifPresent(Transcript::back);
    } else {
      scene.transcript().ifPresent(Transcript::left);
      scene.keepDraft();
    }
  }

  private void tab(int by) {
    if (composer.editor().isEmpty() && !composer.isAsking() && scene.goToUnread(by)) {
      return;
    }
    composer.completion().next(composer.editor(), by);
  }

  private void go(Key key) {
    switch (key) {
      case NEXT_UNREAD -> scene.goToUnreadOrSay(1);
      case PREVIOUS_UNREAD -> scene.goToUnreadOrSay(-1);
      case NEXT_TALK -> scene.goTo(1);
      case PREVIOUS_TALK -> scene.goTo(-1);
      default -> scene.switchSidebar(!scene.isSidebarSwitched());
    }
  }

  private void move(Key key) {
    boolean scrollsPanel = !panel.isEmpty() && !panel.hasHits();
    switch (key) {
      case UP -> up();
      case DOWN -> down();
      case PAGE_UP -> page(scrollsPanel, -1);
      case PAGE_DOWN -> page(scrollsPanel, 1);
      case TOP -> scene.transcript().ifPresent(Transcript::top);
      default -> scene.transcript().ifPresent(Transcript::bottomMost);
    }
  }

  private void page(boolean inPanel, int by) {
    if (inPanel) {
      panel.page(by);
    } else if (by < 0) {
      scene.transcript().ifPresent(Transcript::pageUp);
    } else {
      scene.transcript().ifPresent(Transcript::pageDown);
    }
  }

  private void up() {
    if (choosesHit()) {
      panel.choose(-1);
    } else if (!composer.editor().up() && !composer.isAsking()) {
      composer.recallEarlier();
    }
  }

  private void down() {
    if (choosesHit()) {
      panel.choose(1);
    } else if (!composer.editor().down() && !composer.isAsking()) {
      composer.recallLater();
    }
  }

  private boolean choosesHit() {
    return panel.hasHits() && composer.editor().isEmpty() && !composer.isAsking();
  }

  private void decide(Key key) {
    switch (key) {
      case ENTER -> enter();
      case ESCAPE, INTERRUPT -> cancel(key == Key.INTERRUPT);
      case DELETE_OR_LEAVE -> deleteOrLeave();
      case EDIT -> scene.edit();
      default -> scene.leave();
    }
  }

  private void cancel(boolean interrupt) {
    if (composer.isAsking()) {
      panel.close();
      composer.answer(false);
    } else if (!panel.isEmpty()) {
      panel.close();
    } else if (interrupt && composer.editor().isEmpty()) {
      scene.say(Phrase.HOW_TO_QUIT.text());
    } else if (interrupt) {
      composer.editor().set("");
    } else {
      scene.transcript().ifPresent(Transcript::bottomMost);
    }
    composer.completion().reset();
  }

  private void deleteOrLeave() {
    if (composer.isAsking() && composer.editor().isEmpty()) {
      composer.answer(false);
    } else if (composer.editor().isEmpty()) {
      scene.leave();
    } else {
      composer.editor().delete();
    }
  }

  private void write(Stroke stroke) {
    scene.switchSidebar(false);
    composer.completion().reset();
    LineEditor editor = composer.editor();
    switch (stroke.key()) {
      case TEXT, PASTE -> editor.insert(stroke.text());
      case NEW_LINE -> editor.insert("\n");
      case BACKSPACE -> editor.backspace();
      case DELETE -> editor.delete();
      case LEFT -> editor.left();
      case RIGHT -> editor.right();
      case LINE_START -> editor.toLineStart();
      case LINE_END -> editor.toLineEnd();
      case WORD_LEFT -> editor.wordLeft();
      case WORD_RIGHT -> editor.wordRight();
      case DELETE_WORD -> editor.deleteWord();
      case DELETE_TO_START -> editor.deleteToStart();
      case DELETE_TO_END -> editor.deleteToEnd();
      case YANK -> editor.yank();
      default -> throw new IllegalStateException("not for writing: " + stroke.key());
    }
    scene.edited();
    sayTyping(editor.text());
  }

  private void sayTyping(String text) {
    boolean message = !text.isBlank() && !(text.startsWith("/") && !text.startsWith("//"));
    if (message && !composer.isAsking() && !isAddress(text)) {
      scene
          .transcript()
          .map(Transcript::conversation)
          .ifPresent(in -> desk.tell(clerk -> clerk.typing(in)));
    }
  }

  private static boolean isAddress(String text) {
    return text.startsWith("@") || text.startsWith("#") || text.startsWith("*");
  }

  private void enter() {
    LineEditor editor = composer.editor();
    if (composer.isAsking()) {
      composer.answer(true);
    } else if (choosesHit()) {
      panel.chosen().ifPresent(number -> scene.perform(new UserCommand.Jump(number)));
    } else {
      scene.line(editor.text());
    }
  }
}
