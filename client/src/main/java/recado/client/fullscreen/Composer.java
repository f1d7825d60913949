package recado.client.fullscreen;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jline.reader.History;
import org.jspecify.annotations.Nullable;
import recado.client.terminal.NameCompleter;
import recado.protocol.Conversation;

/**
 * The line below: the text being written, the drafts of other conversations, the texts of before,
 * and what is asked. Owned by the screen's thread.
 */
final class Composer {
  private static final String PROMPT = "> ";

  private final LineEditor editor = new LineEditor();
  private final Completion completion;
  private final History typed;
  private final Map<Conversation, String> drafts;
  private final Deque<Question> questions = new ArrayDeque<>();
  private @Nullable Conversation in;
  private @Nullable String recalledOver; // what was being written when a text of before came back
  private String askedOver = ""; // what was being written when something was asked

  Composer(NameCompleter completer, History typed, Map<Conversation, String> drafts) {
    this.completion = new Completion(completer);
    this.typed = typed;
    this.drafts = new HashMap<>(drafts);
    typed.moveToEnd();
  }

  LineEditor editor() {
    return editor;
  }

  Completion completion() {
    return completion;
  }

  String prompt() {
    return questions.isEmpty() ? PROMPT : questions.getFirst().prompt();
  }

  /** What is to be seen of the text. */
  String shownText() {
    String text = editor.text();
    boolean secret = isAsking() && questions.getFirst().secret();
    return secret ? "*".repeat(text.codePointCount(0, text.length())) : text;
  }

  // ---- drafts

  /** The text belongs to this conversation from now on; that of the one before is kept. */
  void open(@Nullable Conversation conversation) {
    keep();
    in = conversation;
    forgetRecalled();
    String draft = conversation == null ? "" : drafts.getOrDefault(conversation, "");
    if (isAsking()) {
      askedOver = draft;
    } else {
      editor.set(draft);
    }
  }

  /** Keeps what is being written as the conversation's draft, and gives it. */
  String keep() {
    String text = isAsking() ? askedOver : recalled() ? recalledOver() : editor.text();
    if (in != null) {
      drafts.put(in, text);
    }
    return text;
  }

  /** The text is sent, or done: it can be recalled. */
  void finished() {
    typed.add(editor.text());
    forgetRecalled();
    editor.set("");
  }

  // ---- the texts of before

  void recallEarlier() {
    String text = recalled() ? recalledOver() : editor.text();
    if (typed.previous()) {
      recalledOver = text;
      editor.set(typed.current());
    }
  }

  void recallLater() {
    if (recalledOver == null) {
      return;
    }
    if (typed.next()) {
      editor.set(typed.current());
    } else {
      editor.set(recalledOver);
      recalledOver = null;
    }
  }

  /** Whether the text is one of before, untouched. */
  private boolean recalled() {
    return recalledOver != null && editor.text().equals(typed.current());
  }

  private String recalledOver() {
    return recalledOver == null ? "" : recalledOver;
  }

  private void forgetRecalled() {
    recalledOver = null;
    typed.moveToEnd();
    completion.reset();
  }

  // ---- questions

  boolean isAsking() {
    return !questions.isEmpty();
  }

  /** Asks in the place of the text, after what is being asked already. */
  void ask(Question question) {
    if (!isAsking()) {
      askedOver = editor.text();
    }
    editor.set("");
    questions.add(question);
  }

  /** Takes what was typed for an answer, or nothing if the person does not answer. */
  void answer(boolean given) {
    Optional<String> answer = given ? Optional.of(editor.text()) : Optional.empty();
    editor.set("");
    questions.getFirst().answered().accept(answer); // who may ask for more
    questions.removeFirst();
    if (!isAsking()) {
      editor.set(askedOver);
      askedOver = "";
    }
  }
}
