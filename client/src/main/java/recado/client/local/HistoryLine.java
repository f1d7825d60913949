package recado.client.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.ProtocolException;

/**
 * A line of a history: the object that stands in the file, not to be changed, and what it means.
 *
 * @param entry null for a mark
 */
record HistoryLine(ObjectNode object, Event.@Nullable Entry entry) {
  /** One line without its ending, if it makes sense. */
  static Optional<HistoryLine> read(Conversation in, byte[] line) {
    try {
      ObjectNode object = Json.parse(line);
      if (HistoryForm.isMark(object)) {
        HistoryForm.readMark(object);
        return Optional.of(new HistoryLine(object, null));
      }
      return Optional.of(new HistoryLine(object, HistoryForm.readEntry(in, object)));
    } catch (IOException | IllegalArgumentException | ProtocolException _) {
      return Optional.empty();
    }
  }

  /** All lines of a file that make sense. */
  static List<HistoryLine> all(Conversation in, byte[] file) {
    List<HistoryLine> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < file.length; i++) {
      if (file[i] == '\n') {
        read(in, Arrays.copyOfRange(file, from, i)).ifPresent(lines::add);
        from = i + 1;
      }
    }
    return lines;
  }

  /** What makes an entry the same as another; nothing for a mark. */
  Optional<Map.Entry<Long, Long>> key() {
    return Optional.ofNullable(entry).map(is -> Map.entry(is.id().value(), is.time()));
  }

  /** Whether it is something that people read. */
  boolean isReadable() {
    return entry instanceof Event.Message || entry instanceof Event.GroupEvent;
  }

  private long time() {
    return entry == null ? Long.MIN_VALUE : entry.time();
  }

  /**
   * Both, each in its order; a line of the second stands before the first later one of the first.
   */
  static List<HistoryLine> merge(List<HistoryLine> first, List<HistoryLine> second) {
    List<HistoryLine> merged = new ArrayList<>();
    int next = 0;
    for (HistoryLine line : first) {
      while (next < second.size() && second.get(next).time() < line.time()) {
        merged.add(second.get(next));
        next++;
      }
      merged.add(line);
    }
    merged.addAll(second.subList(next, second.size()));
    return merged;
  }

  /** The lines as a file. */
  static byte[] bytes(List<HistoryLine> lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (HistoryLine line : lines) {
      bytes.writeBytes(Json.line(line.object()));
    }
    return bytes.toByteArray();
  }
}
