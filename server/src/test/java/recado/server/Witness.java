package recado.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What all devices together have seen of a server, over all its lives. What contradicts something
 * seen before fails at once. Thread-safe.
 */
final class Witness {
  /** Each entry's line: an id is one thing, for everybody and for ever. */
  private final Map<Long, String> lines = new ConcurrentHashMap<>();

  /** Each message's id, by its sender, conversation and text: no text is written twice. */
  private final Map<String, Long> ids = new ConcurrentHashMap<>();

  /** How far each person's devices have acknowledged: the furthest of them. */
  private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

  void saw(long id, String line) {
    String before = lines.putIfAbsent(id, line);
    assertTrue(before == null || before.equals(line), () -> line + "\n  but it was\n" + before);
    if (line.startsWith("MSG ")) {
      String message = line.split(" ", 4)[3];
      Long first = ids.putIfAbsent(message, id);
      assertTrue(first == null || first == id, () -> line + "\n  was stored before, as " + first);
    } else if (line.startsWith("DELIVERED ")) {
      sawReceipt(line);
    }
  }

  private void sawReceipt(String line) {
    String[] words = line.split(" ", -1);
    assertEquals(6, words.length, line);
    long cursor = acknowledged.getOrDefault(words[4], 0L);
    assertTrue(
        Long.parseLong(words[5]) <= cursor,
        () -> line + "\n  but no device of " + words[4] + " has acknowledged more than " + cursor);
  }

  /** Called before the {@code ACK} is sent. */
  void acknowledges(String user, long id) {
    acknowledged.merge(user, id, Math::max);
  }

  /** All entries that anybody has seen. */
  Map<Long, String> entries() {
    return Map.copyOf(lines);
  }
}
