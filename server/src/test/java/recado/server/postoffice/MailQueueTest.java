package recado.server.postoffice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recado.server.store.SampleRecords;

final class MailQueueTest {
  private static final Account ANA =
      new Account(SampleRecords.ANA, "1000000000001", 0, SampleRecords.PASSWORD);
  private static final Stream TO_HERSELF = ANA.streamTo(ANA);

  private static List<Long> visited(MailQueue queue, long upTo) {
    List<Long> visited = new ArrayList<>();
    queue.forEachUpTo(upTo, (id, _) -> visited.add(id));
    return visited;
  }

  private static List<Long> leaving(MailQueue queue, long upTo) {
    List<Long> left = new ArrayList<>();
    queue.leaveUpTo(upTo, (id, _) -> left.add(id));
    return left;
  }

  @Test
  void givesWhatWaitsInOrder() {
    MailQueue queue = new MailQueue();
    for (long id = 10; id <= 100; id += 10) {
      queue.add(id, null);
    }
    assertEquals(10, queue.count());
    assertArrayEquals(new long[] {10, 20, 30}, queue.after(0, 3));
    assertArrayEquals(new long[] {40, 50}, queue.after(35, 2));
    assertArrayEquals(new long[] {90, 100}, queue.after(80, 50));
    assertArrayEquals(new long[0], queue.after(100, 50));
    assertEquals(List.of(10L, 20L), visited(queue, 29));
    assertEquals(List.of(10L, 20L), leaving(queue, 29));
    assertEquals(30, queue.first());
  }

  @Test
  void refusesAnEntryThatIsNotTheNewest() {
    MailQueue queue = new MailQueue();
    queue.add(10, null);
    assertThrows(IllegalArgumentException.class, () -> queue.add(10, null));
    assertThrows(IllegalArgumentException.class, () -> queue.add(9, null));
  }

  @Test
  void whatBecameNeedlessCanStillBeAcknowledged() {
    MailQueue queue = new MailQueue();
    queue.add(1, null);
    queue.add(2, null);
    assertTrue(queue.remove(1));
    assertFalse(queue.remove(1), "the second time");
    assertFalse(queue.remove(3), "was never there");
    assertEquals(1, queue.count());
    assertTrue(queue.contains(1));
    assertArrayEquals(new long[] {2}, queue.after(0, 10));
    assertEquals(List.of(1L, 2L), leaving(queue, 2));
    assertFalse(queue.contains(1));
    assertTrue(queue.isEmpty());
  }

  @Test
  void tellsOfWhatLeavesWhetherItWasNeedless() {
    MailQueue queue = new MailQueue();
    queue.add(1, null);
    queue.add(2, TO_HERSELF);
    queue.remove(1);
    List<Left> left = new ArrayList<>();
    queue.leaveUpTo(9, (id, needless) -> left.add(new Left(id, needless)));
    assertEquals(List.of(new Left(1, true), new Left(2, false)), left);
  }

  /** An entry as the plainest queue would keep it. */
  private record Entry(@Nullable Stream stream, boolean needless) {}

  private record Left(long id, boolean needless) {}

  private record Visited(long id, @Nullable Stream stream) {}

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void behavesLikeAnOrdinaryMap(long seed) {
    Random random = new Random(seed);
    NavigableMap<Long, Entry> model = new TreeMap<>();
    MailQueue queue = new MailQueue();
    int growth = random.nextInt(1, 12); // some queues grow long, some stay short
    long last = 0;
    for (int step = 0; step < 2_000; step++) {
      switch (random.nextInt(growth + 4)) {
        case 0 -> {
          long upTo = random.nextLong(last / 2, last + 2);
          List<Visited> visited = new ArrayList<>();
          queue.forEachUpTo(upTo, (id, stream) -> visited.add(new Visited(id, stream)));
          assertEquals(visitedInModel(model, upTo), visited);
          assertEquals(leavingModel(model, upTo), leavingQueue(queue, upTo));
        }
        case 1, 2 -> {
          long id = random.nextLong(last + 2);
          Entry entry = model.get(id);
          if (entry == null || entry.needless()) {
            assertFalse(queue.remove(id));
          } else {
            assertTrue(queue.remove(id));
            model.put(id, new Entry(entry.stream(), true));
          }
        }
        case 3 -> {
          queue = copy(queue);
          model.values().removeIf(Entry::needless);
        }
        default -> {
          last += random.nextLong(1, 4);
          Stream stream = random.nextBoolean() ? TO_HERSELF : null;
          queue.add(last, stream);
          model.put(last, new Entry(stream, false));
        }
      }
      compare(model, queue, random.nextLong(last + 2), random.nextInt(40));
    }
  }

  private static MailQueue copy(MailQueue queue) {
    MailQueue copy = new MailQueue();
    queue.forEach(copy::add);
    return copy;
  }

  private static List<Left> leavingQueue(MailQueue queue, long upTo) {
    List<Left> left = new ArrayList<>();
    queue.leaveUpTo(upTo, (id, needless) -> left.add(new Left(id, needless)));
    return left;
  }

  private static List<Visited> visitedInModel(NavigableMap<Long, Entry> model, long upTo) {
    return model.headMap(upTo, true).entrySet().stream()
        .filter(entry -> !entry.getValue().needless())
        .map(entry -> new Visited(entry.getKey(), entry.getValue().stream()))
        .toList();
  }

  private static List<Left> leavingModel(NavigableMap<Long, Entry> model, long upTo) {
    NavigableMap<Long, Entry> leaving = model.headMap(upTo, true);
    List<Left> left = new ArrayList<>();
    leaving.forEach((id, entry) -> left.add(new Left(id, entry.needless())));
    leaving.clear();
    return left;
  }

  private static void compare(NavigableMap<Long, Entry> model, MailQueue queue, long id, int max) {
    assertEquals(model.isEmpty(), queue.isEmpty());
    assertEquals(model.values().stream().filter(entry -> !entry.needless()).count(), queue.count());
    assertEquals(model.containsKey(id), queue.contains(id));
    if (!model.isEmpty()) {
      assertEquals(model.firstKey(), queue.first());
      assertEquals(model.lastKey(), queue.last());
    }
    long[] after =
        model.tailMap(id, false).entrySet().stream()
            .filter(entry -> !entry.getValue().needless())
            .mapToLong(Map.Entry::getKey)
            .limit(max)
            .toArray();
    assertArrayEquals(after, queue.after(id, max));
  }
}
