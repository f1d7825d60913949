package recado.client.fullscreen;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;
import recado.client.desk.View;
import recado.client.desk.Window;
import recado.protocol.Conversation;

/**
 * What is to be seen of the open conversation. It follows the end, or stands where the person has
 * scrolled to; it knows only the rows around that place and asks for others in time. Owned by the
 * screen's thread.
 *
 * <p>A conversation with news is opened where they begin, so that nothing counts as read which was
 * not on the screen; whoever goes to the end has seen it all.
 */
final class Transcript {
  private static final int NOWHERE = -1;
  private static final int LEAST_LINES = 50;

  private final Rows maker;
  private final Conversation conversation;
  private @Nullable Window window;
  private List<Row> rows = List.of();
  private int columns = 80;
  private int height = 20;

  private boolean following = true;
  private int bottomPosition; // of the last row that is shown, when not following
  private int bottomPart;
  private int newsFrom = NOWHERE;
  private int wanted = NOWHERE; // a position to be shown as soon as it is here
  private boolean wantedAtTop;
  private int found = NOWHERE;
  private boolean placed; // at the news, once
  private View view;

  Transcript(Rows maker, Conversation conversation) {
    this.maker = maker;
    this.conversation = conversation;
    view = view(View.END);
  }

  Conversation conversation() {
    return conversation;
  }

  /** What has to be asked of the desk. */
  View view() {
    return view;
  }

  private View view(int end) {
    return new View(conversation, end, Math.max(LEAST_LINES, 6 * height));
  }

  // ---- what comes from the desk

  void window(Window fresh) {
    window = fresh;
    if (!placed && wanted == NOWHERE) {
      placed = true;
      if (fresh.firstUnread() < fresh.size()) {
        newsFrom = fresh.firstUnread();
        want(newsFrom, true);
      }
    }
    make();
    settle();
  }

  private void make() {
    Window known = window;
    rows = known == null ? List.of() : maker.of(known, columns, newsFrom, found);
  }

  void resize(int nowColumns, int nowHeight) {
    if (nowColumns != columns || nowHeight != height) {
      columns = nowColumns;
      height = nowHeight;
      make();
      settle();
    }
  }

  /** Names may be others now. */
  void again() {
    make();
  }

  // ---- where to look

  /** Shows this position in the middle as soon as it is here, and marks it. */
  void jump(int position) {
    found = position;
    placed = true;
    want(position, false);
    make();
    settle();
  }

  private void want(int position, boolean atTop) {
    wanted = position;
    wantedAtTop = atTop;
    following = false;
    bottomPosition = position;
    bottomPart = 0;
  }

  private void settle() {
    Window known = window;
    if (known == null) {
      return;
    }
    if (wanted != NOWHERE) {
      place(known, wanted);
    }
    if (!following && isAtEnd(known)) {
      following = true;
    }
    ask(known);
  }

  private void place(Window known, int position) {
    int index = firstRowOf(position);
    if (index < 0) {
      view = view(position + 3 * height);
      return;
    }
    boolean complete = known.end() == known.size() || index + height <= rows.size();
    if (!complete) {
      view = view(position + 3 * height);
      return;
    }
    wanted = NOWHERE;
    show(wantedAtTop ? index + height - 1 : index + height / 2);
  }

  /** Makes this row the last one that is shown, as far as there are enough above it. */
  private void show(int index) {
    if (rows.isEmpty()) {
      return;
    }
    int least = Math.min(Math.max(1, height), rows.size()) - 1; // a screen may have no room at all
    int bottom = Math.clamp(index, least, rows.size() - 1);
    bottomPosition = rows.get(bottom).position();
    bottomPart = rows.get(bottom).part();
    following = false;
  }

  private boolean isAtEnd(Window known) {
    return known.end() == known.size() && bottom() == rows.size() - 1;
  }

  /** Asks for other lines when those that are here come to an end. */
  private void ask(Window known) {
    if (wanted != NOWHERE) {
      return;
    }
    if (following) {
      view = view(View.END);
      return;
    }
    int bottom = bottom();
    boolean moreAbove = known.from() > 0 && bottom - height < height;
    boolean moreBelow = known.end() < known.size() && rows.size() - bottom < height;
    if (moreAbove || moreBelow || view.end() == View.END) {
      int end = Math.min(known.size(), bottomPosition + 3 * height);
      view = view(Math.max(end, Math.min(known.size(), view(0).count())));
    }
  }

  void scroll(int by) {
    show(bottom() + by);
    settle();
  }

  void pageUp() {
    scroll(-Math.max(1, height - 2));
  }

  void pageDown() {
    scroll(Math.max(1, height - 2));
  }

  void top() {
    want(0, true);
    settle();
  }

  void bottomMost() {
    following = true;
    wanted = NOWHERE;
    found = NOWHERE;
    make();
    settle();
  }

  boolean isFollowing() {
    return following;
  }

  /** The terminal has left the front: what comes from now on is news when it is back. */
  void left() {
    Window known = window;
    if (known != null) {
      newsFrom = Math.min(known.firstUnread(), known.size());
      make();
    }
  }

  /** It is back: the news are shown from their beginning. */
  void back() {
    Window known = window;
    if (known != null && newsFrom != NOWHERE && known.firstUnread() < known.size()) {
      want(Math.min(newsFrom, known.firstUnread()), true);
      settle();
    } else if (known != null && newsFrom >= known.size()) {
      newsFrom = NOWHERE;
    }
  }

  /** The person has answered: what was new is not any more. */
  void answered() {
    newsFrom = NOWHERE;
    bottomMost();
  }

  // ---- what is shown

  private int bottom() {
    if (following || rows.isEmpty()) {
      return rows.size() - 1;
    }
    int best = rows.size() - 1;
    for (int i = rows.size() - 1; i >= 0; i--) {
      Row row = rows.get(i);
      if (row.position() < bottomPosition
          || (row.position() == bottomPosition && row.part() <= bottomPart)) {
        best = i;
        break;
      }
    }
    return best;
  }

  private int firstRowOf(int position) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).position() == position) {
        return i;
      }
    }
    return NOWHERE;
  }

  /** The rows on the screen, at most its height, oldest first. */
  List<AttributedString> visible() {
    List<AttributedString> visible = new ArrayList<>();
    int bottom = bottom();
    for (int i = Math.max(0, bottom - height + 1); i <= bottom; i++) {
      visible.add(rows.get(i).text());
    }
    return visible;
  }

  /** How many messages and events are below what is shown. */
  int below() {
    Window known = window;
    if (known == null || following || rows.isEmpty()) {
      return 0;
    }
    return Math.max(0, known.size() - 1 - rows.get(bottom()).position());
  }

  /**
   * Up to which position a person who looks has seen everything now: empty while something unread
   * has not been shown yet.
   */
  OptionalInt seen() {
    Window known = window;
    if (known == null || rows.isEmpty() || wanted != NOWHERE) {
      return OptionalInt.empty();
    }
    int bottom = bottom();
    int top = Math.max(0, bottom - height + 1);
    if (!following && rows.get(top).position() > known.firstUnread()) {
      return OptionalInt.empty();
    }
    Row last = rows.get(bottom);
    boolean whole = bottom + 1 == rows.size() || rows.get(bottom + 1).position() != last.position();
    int position = whole ? last.position() : last.position() - 1;
    return position < 0 ? OptionalInt.empty() : OptionalInt.of(position);
  }
}
