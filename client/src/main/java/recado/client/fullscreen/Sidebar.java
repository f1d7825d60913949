package recado.client.fullscreen;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;
import recado.client.desk.Talk;
import recado.client.local.NoticeLevel;
import recado.client.terminal.Look;
import recado.client.terminal.Names;
import recado.protocol.Conversation;

/**
 * The list of conversations: who is there, who is writing, and how much is unread. Used by the
 * screen's thread.
 *
 * <pre>
 * ● Bruno Silva      3
 *   #familia        @2     one of them has the own name in it
 * ○ Carla            …     is writing
 * </pre>
 */
final class Sidebar {
  private static final int MARK_COLUMNS = 2;

  private final Names names;
  private final Look look;

  Sidebar(Names names, Look look) {
    this.names = names;
    this.look = look;
  }

  /** So many rows of so many columns; the open conversation is among them. */
  List<AttributedString> rows(
      List<Talk> talks, @Nullable Conversation open, int rows, int columns) {
    int current = 0;
    for (int i = 0; i < talks.size(); i++) {
      if (talks.get(i).conversation().equals(open)) {
        current = i;
      }
    }
    int first = Math.max(0, Math.min(current - rows / 2, talks.size() - rows));
    List<AttributedString> lines = new ArrayList<>();
    for (int i = first; i < Math.min(talks.size(), first + rows); i++) {
      Talk talk = talks.get(i);
      lines.add(row(talk, talk.conversation().equals(open), columns));
    }
    return lines;
  }

  private AttributedString row(Talk talk, boolean open, int columns) {
    AttributedStringBuilder row = new AttributedStringBuilder();
    row.append(presence(talk)).append(" ");
    String count = count(talk);
    int room = columns - MARK_COLUMNS - (count.isEmpty() ? 0 : count.length() + 1);
    AttributedString name = Steady.of(new AttributedString(names.of(talk.conversation())));
    if (name.columnLength() > room) {
      name = shortened(name, room);
    }
    row.styled(nameStyle(talk), name);
    int gap = columns - row.columnLength() - count.length();
    row.append(" ".repeat(Math.max(0, gap)));
    row.styled(talk.mentioned() ? look.mention() : nameStyle(talk), count);
    AttributedString line = Cells.fit(row.toAttributedString(), columns);
    return open ? inverse(line) : line;
  }

  private static AttributedString shortened(AttributedString name, int room) {
    return new AttributedString(Cells.cut(name, Math.max(0, room - 1)) + "…");
  }

  private static AttributedString inverse(AttributedString line) {
    return new AttributedString(line.toString(), AttributedStyle.INVERSE);
  }

  private AttributedStyle nameStyle(Talk talk) {
    if (talk.level() == NoticeLevel.NONE) {
      return look.quiet();
    }
    return talk.unread() > 0 ? AttributedStyle.BOLD : AttributedStyle.DEFAULT;
  }

  private AttributedString presence(Talk talk) {
    if (talk.presence() == null) {
      return new AttributedString(" ");
    }
    boolean online = talk.presence().online();
    String sign = look.signs() ? (online ? "●" : "○") : (online ? "*" : "-");
    return new AttributedString(sign, online ? look.online() : look.quiet());
  }

  private String count(Talk talk) {
    if (talk.unread() > 0) {
      return (talk.mentioned() ? "@" : "") + Math.min(talk.unread(), 9_999);
    }
    return talk.typing().isEmpty() ? "" : look.signs() ? "…" : "~";
  }
}
