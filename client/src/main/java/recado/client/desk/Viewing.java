package recado.client.desk;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import recado.client.local.History;
import recado.client.local.Unsent;
import recado.client.local.Unsent.Waiting;
import recado.protocol.Conversation;
import recado.protocol.Event;

/**
 * Keeps the window of a face with a screen of its own up to date. Entries never change, so they are
 * read from the disk only when the window moves; ticks are looked up each time. Owned by the desk's
 * thread.
 */
final class Viewing {
  /** Who writes more than this while offline sees the last ones. */
  private static final int MOST_WAITING = 200;

  /** The entries that were read last, to be used again. */
  private record Read(Conversation in, int from, int to, List<Event.Entry> entries) {}

  private final Chats chats;
  private final History history;
  private final Unsent unsent;
  private final Pages pages;
  private boolean open;
  private @Nullable View view;
  private @Nullable Read read;
  private @Nullable Window last;

  Viewing(Papers papers, Pages pages) {
    this.chats = papers.chats();
    this.history = papers.history();
    this.unsent = papers.unsent();
    this.pages = pages;
  }

  void look(View at) {
    open = true;
    view = at;
  }

  /** At no conversation. */
  void lookAtNothing() {
    open = true;
    view = null;
    last = null;
  }

  /** Whether there is a face that looks. */
  boolean isOpen() {
    return open;
  }

  /** The window, if it is another one than the last time. */
  Optional<Window> changed() throws IOException {
    if (view == null) {
      return Optional.empty();
    }
    Window now = window(view);
    if (now.equals(last)) {
      return Optional.empty();
    }
    last = now;
    return Optional.of(now);
  }

  private Window window(View at) throws IOException {
    Conversation in = at.conversation();
    Chat chat = chats.chat(in);
    int to = Math.min(at.end(), chat.size());
    int from = Math.max(0, to - at.count());
    List<Shown.Past> lines = pages.ticked(chat, entries(in, from, to));
    return new Window(in, chat.size(), from, lines, chat.firstUnread(), waiting(in));
  }

  private List<Event.Entry> entries(Conversation in, int from, int to) throws IOException {
    Read before = read;
    if (before != null && before.in().equals(in) && before.from() == from && before.to() == to) {
      return before.entries();
    }
    List<Event.Entry> entries = history.read(in, from, to);
    read = new Read(in, from, to, entries);
    return entries;
  }

  private List<Waiting> waiting(Conversation in) {
    List<Waiting> there =
        unsent.messages().stream().filter(message -> message.to().equals(in)).toList();
    return there.subList(Math.max(0, there.size() - MOST_WAITING), there.size());
  }
}
