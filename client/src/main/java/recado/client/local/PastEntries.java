package recado.client.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.ProtocolException;

/**
 * The history of an account, to be read and nothing else: a client may have it open and write. What
 * that has not finished is passed over, as is what cannot be read; a client mends it when it
 * starts.
 */
public final class PastEntries {
  /** Who is given the entries; gives false if it wants no more. */
  public interface Reader {
    /** Takes a message or a group event, oldest first. */
    boolean take(Event.Entry entry) throws IOException;
  }

  private final Path folder;

  /** In the folder of an account, which need not exist. */
  public PastEntries(Path accountFolder) {
    folder = accountFolder.resolve(History.FOLDER);
  }

  /** The conversations of which there is something, by name. */
  public List<Conversation> conversations() throws IOException {
    List<Conversation> conversations = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          History.conversationOf(String.valueOf(file.getFileName())).ifPresent(conversations::add);
        }
      }
    }
    conversations.sort(Comparator.comparing(Conversation::toString));
    return conversations;
  }

  /**
   * Reads a conversation from its beginning.
   *
   * @return how many lines could not be read
   * @throws IOException if the disk fails
   */
  public int read(Conversation in, Reader reader) throws IOException {
    Path file = folder.resolve(History.fileName(in));
    if (!Files.exists(file)) {
      return 0;
    }
    Map<Long, Long> times = new HashMap<>(); // by id: what came twice is given once
    int bad = 0;
    try (RawLines lines = new RawLines(file, 0)) {
      byte @Nullable [] line;
      while ((line = lines.next()) != null && lines.ended()) {
        Optional<ObjectNode> object = object(line);
        if (object.isPresent() && HistoryForm.isMark(object.get())) {
          continue;
        }
        Optional<Event.Entry> entry = object.flatMap(read -> entry(in, read));
        if (entry.isEmpty()) {
          bad += line.length == 0 ? 0 : 1;
        } else if (isNew(entry.get(), times) && !reader.take(entry.get())) {
          return bad;
        }
      }
    }
    return bad;
  }

  private static boolean isNew(Event.Entry entry, Map<Long, Long> times) {
    return switch (entry) {
      case Event.Message _, Event.GroupEvent _ -> {
        Long before = times.put(entry.id().value(), entry.time());
        yield before == null || before != entry.time();
      }
      case Event.Receipt _ -> false; // nobody reads it
    };
  }

  private static Optional<ObjectNode> object(byte[] line) {
    try {
      return line.length == 0 ? Optional.empty() : Optional.of(Json.parse(line));
    } catch (IOException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<Event.Entry> entry(Conversation in, ObjectNode line) {
    try {
      return Optional.of(HistoryForm.readEntry(in, line));
    } catch (IllegalArgumentException | ProtocolException _) {
      return Optional.empty();
    }
  }

  /**
   * An entry as it stands in the file, with its conversation: {@code {"in":"@bruno","id":41,…}}.
   */
  public static String json(Conversation in, Event.Entry entry) {
    ObjectNode line = Json.object().put("in", in.toString());
    line.setAll(HistoryForm.write(entry));
    return line.toString();
  }
}
