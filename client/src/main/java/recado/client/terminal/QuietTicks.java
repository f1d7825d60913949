package recado.client.terminal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import recado.client.desk.Shown;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;

/**
 * Holds back for a moment what has become of the person's messages: of several that are delivered
 * one after the other the last is told, which stands for all before it; and of what is read at once
 * it is not told that it was delivered.
 *
 * <p>Any thread. One of its own waits while something is held back, and tells it.
 */
final class QuietTicks {
  /** How far the messages of a conversation have come, with the words for it. */
  private record Held(Shown.Ticked ticked, Paragraph words) {}

  /** What is to be told of one conversation. */
  private static final class News {
    private @Nullable Held read;
    private @Nullable Held delivered; // later ones than are read

    void take(Held held) {
      if (held.ticked().state() != DeliveryState.READ) {
        delivered = held;
        return;
      }
      read = held;
      if (delivered != null && id(delivered) <= id(held)) {
        delivered = null;
      }
    }

    private static long id(Held held) {
      return held.ticked().upTo().id().value();
    }

    void addTo(List<Paragraph> lines) {
      for (Held held : new @Nullable Held[] {read, delivered}) {
        if (held != null) {
          lines.add(held.words());
        }
      }
    }
  }

  private final Duration moment;
  private final Consumer<List<Paragraph>> tell;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Conversation, News> news = new LinkedHashMap<>(); // guarded by the lock

  QuietTicks(Duration moment, Consumer<List<Paragraph>> tell) {
    this.moment = moment;
    this.tell = tell;
  }

  void take(Shown.Ticked ticked, Paragraph words) {
    lock.lock();
    try {
      if (news.isEmpty()) {
        Thread.ofVirtual().name("recado-ticks").start(this::waitAndTell);
      }
      news.computeIfAbsent(ticked.in(), _ -> new News()).take(new Held(ticked, words));
    } finally {
      lock.unlock();
    }
  }

  private void waitAndTell() {
    try {
      Thread.sleep(moment);
      tellAll();
    } catch (InterruptedException expected) {
      // Nobody does that; what is held back is told with the next news.
    }
  }

  /** Does not wait any longer. */
  void tellAll() {
    List<Paragraph> lines = new ArrayList<>();
    lock.lock();
    try {
      news.values().forEach(some -> some.addTo(lines));
      news.clear();
    } finally {
      lock.unlock();
    }
    tell.accept(lines);
  }
}
