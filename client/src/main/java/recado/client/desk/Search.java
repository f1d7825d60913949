package recado.client.desk;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import recado.client.local.History;
import recado.protocol.Conversation;
import recado.protocol.Event;

/**
 * Looks for words in the history, from the newest to the oldest, a piece at a time so that nothing
 * else has to wait. Owned by the desk's thread.
 */
final class Search {
  private static final int MOST_HITS = 100;
  private static final int LINES_TO_A_STEP = 1_000;

  private final History history;
  private final Consumer<List<Shown.Hit>> keep;
  private final String written;
  private final @Nullable Conversation only;
  private final List<String> words;
  private final Deque<Conversation> left;
  private final List<Shown.Hit> hits = new ArrayList<>();
  private int end; // of what is left of the first of those conversations
  private int hitsThere;

  /**
   * For all of these words, in one conversation or, if that is null, in all.
   *
   * @param keep gets what was found
   */
  Search(
      History history,
      String written,
      @Nullable Conversation only,
      Consumer<List<Shown.Hit>> keep) {
    this.keep = keep;
    this.history = history;
    this.written = written;
    this.only = only;
    this.words = FoldedText.words(written);
    Collection<Conversation> all = only == null ? history.conversations() : List.of(only);
    left = new ArrayDeque<>(all);
    begin();
  }

  private void begin() {
    end = left.isEmpty() ? 0 : history.size(left.getFirst());
    hitsThere = 0;
  }

  /** Looks at some more; true when it is over. */
  boolean step() throws IOException {
    if (left.isEmpty()) {
      return true;
    }
    Conversation in = left.getFirst();
    int from = Math.max(0, end - LINES_TO_A_STEP);
    List<Event.Entry> entries = history.read(in, from, end);
    for (int i = entries.size() - 1; i >= 0 && hitsThere <= MOST_HITS; i--) {
      if (entries.get(i) instanceof Event.Message message && matches(message)) {
        hits.add(new Shown.Hit(in, from + i, message));
        hitsThere++;
      }
    }
    end = from;
    if (end == 0 || hitsThere > MOST_HITS) { // no older one can be among the newest of all
      left.removeFirst();
      begin();
    }
    return left.isEmpty();
  }

  private boolean matches(Event.Message message) {
    String text = FoldedText.fold(message.text().toString());
    return words.stream().allMatch(text::contains);
  }

  /** What was found: the newest, oldest first. */
  Shown.Found found() {
    hits.sort(
        Comparator.comparingLong((Shown.Hit hit) -> hit.message().time())
            .thenComparingInt(Shown.Hit::position));
    boolean more = hits.size() > MOST_HITS;
    List<Shown.Hit> newest = hits.subList(Math.max(0, hits.size() - MOST_HITS), hits.size());
    Shown.Found found = new Shown.Found(written, only, newest, more);
    keep.accept(found.hits());
    return found;
  }
}
