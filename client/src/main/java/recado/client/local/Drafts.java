package recado.client.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import recado.protocol.Conversation;
import recado.protocol.ProtocolException;

/**
 * What a person has begun to write and not sent, in {@code drafts.json}:
 *
 * <pre>
 * {
 *   "@bruno" : "sobre ontem: eu"
 * }
 * </pre>
 */
public final class Drafts {
  private final Path file;
  private final SequencedMap<Conversation, String> texts;

  private Drafts(Path file, SequencedMap<Conversation, String> texts) {
    this.file = file;
    this.texts = texts;
  }

  /**
   * Reads the file, if there is one.
   *
   * @throws IOException if the disk fails
   */
  public static Drafts open(Path file, Consumer<Damage> damages) throws IOException {
    return new Drafts(
        file, JsonFile.read(file, Drafts::read, damages).orElseGet(LinkedHashMap::new));
  }

  private static SequencedMap<Conversation, String> read(ObjectNode object)
      throws ProtocolException {
    SequencedMap<Conversation, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, ?> field : object.properties()) {
      texts.put(Conversation.parse(field.getKey()), Json.string(object, field.getKey()));
    }
    return texts;
  }

  /** All of them: a copy. */
  public Map<Conversation, String> all() {
    return Map.copyOf(texts);
  }

  /**
   * Keeps a draft in place of an earlier one; an empty one is none.
   *
   * @throws IOException if it cannot be written
   */
  public void put(Conversation conversation, String text) throws IOException {
    String before = text.isEmpty() ? texts.remove(conversation) : texts.put(conversation, text);
    if (!text.equals(before == null ? "" : before)) {
      ObjectNode object = Json.object();
      texts.forEach((to, draft) -> object.put(to.toString(), draft));
      JsonFile.write(file, object);
    }
  }
}
