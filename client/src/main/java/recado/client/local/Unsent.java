package recado.client.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.ProtocolException;
import recado.protocol.Text;

/**
 * What was written and is not known to be safe with the server, in the order of writing. It
 * survives a crash: each message is here before it is sent, under the cid that it is sent with
 * every time.
 *
 * <pre>
 * {"cid":"3f0c…","time":1764547200000,"to":"@bruno","text":"olá"}
 * {"done":"3f0c…"}
 * </pre>
 *
 * <p>Whenever nothing waits the file is empty.
 */
public final class Unsent {
  /** A message that waits; {@code time} is when it was written. */
  public record Waiting(Cid cid, long time, Conversation to, Text text) {}

  private final SequencedMap<Cid, Waiting> waiting = new LinkedHashMap<>();
  private final JsonLines lines;

  private Unsent(Path file, Consumer<Damage> damages) throws IOException {
    lines = JsonLines.open(file, (line, _) -> replay(line), damages);
  }

  /**
   * Reads what waits.
   *
   * @throws IOException if the disk fails
   */
  public static Unsent open(Path file, Consumer<Damage> damages) throws IOException {
    return new Unsent(file, damages);
  }

  private void replay(ObjectNode line) throws ProtocolException {
    if (line.has("done")) {
      waiting.remove(new Cid(Json.string(line, "done")));
      return;
    }
    Cid cid = new Cid(Json.string(line, "cid"));
    Conversation to = Conversation.parse(Json.string(line, "to"));
    Text text = Text.of(Json.string(line, "text"));
    waiting.put(cid, new Waiting(cid, Json.number(line, "time"), to, text));
  }

  /** Adds a message at the end. Safe after {@link #force}. */
  public void add(Waiting message) {
    waiting.put(message.cid(), message);
    lines.append(
        Json.object()
            .put("cid", message.cid().value())
            .put("time", message.time())
            .put("to", message.to().toString())
            .put("text", message.text().toString()));
  }

  /** Whether this message waits. */
  public boolean contains(Cid cid) {
    return waiting.containsKey(cid);
  }

  /** Takes a message out, if it is there. */
  public Optional<Waiting> remove(Cid cid) {
    Waiting message = waiting.remove(cid);
    if (message != null) {
      lines.append(Json.object().put("done", cid.value()));
    }
    return Optional.ofNullable(message);
  }

  /** All that waits, oldest first: a view. */
  public Collection<Waiting> messages() {
    return Collections.unmodifiableCollection(waiting.values());
  }

  /**
   * Returns when the disk has all changes.
   *
   * @throws IOException if it fails; nothing more may be added then
   */
  public void force() throws IOException {
    if (waiting.isEmpty()) {
      lines.clear();
    } else {
      lines.force();
    }
  }
}
