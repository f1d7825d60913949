package recado.server.postoffice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import recado.protocol.Cid;
import recado.server.store.Addressee;

/**
 * What one person sent in the last 24 hours, and the newest hundred or more beyond: so that a
 * repeated cid is answered as before, and that {@code INFO} knows whom a message was for. Kept in
 * {@link SentPage pages}, oldest first.
 */
final class SentMessages {
  static final Duration KEPT = Duration.ofHours(24);
  private static final int ALWAYS_KEPT = 100;

  /** One message. */
  record Sent(Cid cid, long id, long time, Addressee to) {}

  private final List<SentPage> pages = new ArrayList<>(1);
  private final CidIndex index = new CidIndex();
  private int firstPage; // the number of the first one that is kept
  private int count;
  private @Nullable Cid lastCid;
  private @Nullable CidNumber lastNumber;

  void add(Sent sent) {
    if (pages.isEmpty() || pages.getLast().isFull()) {
      pages.add(new SentPage(sent.id(), sent.time()));
    }
    CidNumber cid = numberOf(sent.cid());
    pages.getLast().add(cid, sent.id(), sent.time(), sent.to());
    index.add(cid, firstPage + pages.size() - 1);
    count++;
    forgetBefore(sent.time() - KEPT.toMillis());
  }

  /** Forgets pages of before this time, but for the newest. */
  void forgetBefore(long time) {
    while (!pages.isEmpty()
        && pages.getFirst().lastTime() < time
        && count - pages.getFirst().count() >= ALWAYS_KEPT) {
      count -= pages.removeFirst().count();
      firstPage++;
      index.dropBefore(firstPage);
    }
  }

  @Nullable Sent withCid(Cid cid) {
    CidNumber wanted = numberOf(cid);
    Found found = new Found();
    index.visit(
        wanted,
        number -> {
          SentPage page = pages.get(number - firstPage);
          if (page.mayHave(wanted)) {
            found.sent = page.find(wanted);
          }
          return found.sent == null;
        });
    return found.sent;
  }

  /** A cid that is looked for is taken apart, and added next if it was not there. */
  @SuppressWarnings("ReferenceEquality")
  private CidNumber numberOf(Cid cid) {
    CidNumber number = lastNumber;
    if (number == null || lastCid != cid) {
      number = CidNumber.of(cid);
      lastNumber = number;
      lastCid = cid;
    }
    return number;
  }

  private static final class Found {
    @Nullable Sent sent;
  }

  @Nullable Sent withId(long id) {
    int low = 0;
    int high = pages.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (pages.get(middle).lastId() < id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == pages.size() ? null : pages.get(low).find(id);
  }

  /** The newest, at least so many if there are, oldest first. */
  void forEachOfLast(int atLeast, Consumer<Sent> visitor) {
    int first = pages.size();
    for (int visited = 0; first > 0 && visited < atLeast; visited += pages.get(first).count()) {
      first--;
    }
    for (SentPage page : pages.subList(first, pages.size())) {
      for (SentReader reader = page.reader(); reader.advance(); ) {
        visitor.accept(reader.sent());
      }
    }
  }

  Iterable<SentPage> pages() {
    return pages;
  }
}
