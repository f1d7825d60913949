package recado.client.fullscreen;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import recado.client.command.CommandWord;
import recado.client.desk.Status;
import recado.client.terminal.Look;
import recado.client.terminal.Names;
import recado.client.texts.Phrase;

/**
 * The line between the conversation and what is being written: how it stands with the server on the
 * left, what a key would do now on the right. Screen's thread.
 */
final class StatusLine {
  private static final String BETWEEN = " · ";
  private static final int GAP = 2;

  private final Names names;
  private final Look look;

  StatusLine(Names names, Look look) {
    this.names = names;
    this.look = look;
  }

  /** At exactly this width. */
  AttributedString of(Scene scene, int columns) {
    AttributedString left = new AttributedString(String.join(BETWEEN, state(scene)));
    String important = important(scene);
    AttributedString right = new AttributedString(important.isEmpty() ? hint(scene) : important);
    int room = columns - left.columnLength() - GAP;
    if (right.columnLength() > room && !important.isEmpty()) {
      right = Cells.cut(right, columns);
      left = Cells.cut(left, Math.max(0, columns - right.columnLength() - GAP));
    } else if (right.columnLength() > room) {
      AttributedString least = new AttributedString(CommandWord.HELP.word());
      right = least.columnLength() > room ? AttributedString.EMPTY : least;
    }
    int gap = Math.max(0, columns - left.columnLength() - right.columnLength());
    AttributedString line =
        new AttributedStringBuilder(columns)
            .append(left)
            .append(" ".repeat(gap))
            .append(right)
            .toAttributedString();
    return new AttributedString(Cells.fit(line, columns).toString(), AttributedStyle.INVERSE);
  }

  private List<String> state(Scene scene) {
    Status status = scene.status();
    List<String> state = new ArrayList<>();
    state.add(connection(status.online()));
    if (status.waiting() > 0) {
      state.add(Phrase.STATUS_WAITING.text(status.waiting()));
    }
    if (status.unread() > 0) {
      state.add(Phrase.STATUS_UNREAD.text(status.unread()));
    }
    int below = scene.transcript().map(Transcript::below).orElse(0);
    if (below > 0) {
      state.add(Phrase.STATUS_BELOW.text(below));
    }
    return state;
  }

  private String connection(boolean online) {
    String sign = look.signs() ? (online ? "● " : "○ ") : (online ? "* " : "- ");
    return sign + (online ? Phrase.STATUS_ONLINE : Phrase.STATUS_OFFLINE).text();
  }

  /** What stands there even if nothing else has room. */
  private static String important(Scene scene) {
    Composer composer = scene.composer();
    if (composer.completion().isUnderWay()) {
      return String.join("  ", composer.completion().candidates());
    }
    return composer.isAsking() ? "" : MessageLength.warning(composer.editor().text());
  }

  private String hint(Scene scene) {
    if (scene.panel().hasHits()) {
      return Phrase.HINT_HITS.text();
    }
    if (!scene.panel().isEmpty()) {
      return Phrase.HINT_PANEL.text();
    }
    return scene
        .nextUnread(1)
        .map(talk -> Phrase.HINT_UNREAD.text(names.of(talk.conversation())))
        .orElseGet(Phrase.HINT_KEYS::text);
  }
}
