package recado.client.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import recado.protocol.Conversation;
import recado.protocol.ProtocolException;

/**
 * Of what a person wants to be told, in {@code notices.json}; where nothing is said, of all:
 *
 * <pre>
 * {
 *   "#familia" : "mentions",
 *   "@bruno" : "none"
 * }
 * </pre>
 */
public final class NoticeLevels {
  private final Path file;
  private final NavigableMap<String, NoticeLevel> levels; // by conversation, as it is written

  private NoticeLevels(Path file, NavigableMap<String, NoticeLevel> levels) {
    this.file = file;
    this.levels = levels;
  }

  /**
   * Reads the file, if there is one.
   *
   * @throws IOException if the disk fails
   */
  public static NoticeLevels open(Path file, Consumer<Damage> damages) throws IOException {
    return new NoticeLevels(
        file, JsonFile.read(file, NoticeLevels::read, damages).orElseGet(TreeMap::new));
  }

  static NavigableMap<String, NoticeLevel> read(ObjectNode object) throws ProtocolException {
    NavigableMap<String, NoticeLevel> levels = new TreeMap<>();
    for (Map.Entry<String, ?> field : object.properties()) {
      String level = Json.string(object, field.getKey()).toUpperCase(Locale.ROOT);
      levels.put(Conversation.parse(field.getKey()).toString(), NoticeLevel.valueOf(level));
    }
    return levels;
  }

  /** What the person wants there. */
  public NoticeLevel of(Conversation conversation) {
    return levels.getOrDefault(conversation.toString(), NoticeLevel.ALL);
  }

  /**
   * Changes it.
   *
   * @throws IOException if it cannot be written
   */
  public void put(Conversation conversation, NoticeLevel level) throws IOException {
    if (level == NoticeLevel.ALL) {
      levels.remove(conversation.toString());
    } else {
      levels.put(conversation.toString(), level);
    }
    ObjectNode object = Json.object();
    levels.forEach((name, set) -> object.put(name, set.name().toLowerCase(Locale.ROOT)));
    JsonFile.write(file, object);
  }
}
