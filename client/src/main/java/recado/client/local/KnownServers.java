package recado.client.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import recado.protocol.ProtocolException;

/**
 * The servers that were met with TLS, and by what they are recognized, in {@code
 * known-servers.json}:
 *
 * <pre>
 * {
 *   "casa.local:3334" : "FD:7D:FB:CC:…",
 *   "chat.example.org:3334" : "system"
 * }
 * </pre>
 */
public final class KnownServers {
  private final Path file;
  private final Consumer<Damage> damages;

  KnownServers(Path file, Consumer<Damage> damages) {
    this.file = file;
    this.damages = damages;
  }

  /** Reads the file each time: another client may have written it. */
  private NavigableMap<String, String> read() throws IOException {
    return JsonFile.read(file, KnownServers::read, damages).orElseGet(TreeMap::new);
  }

  private static NavigableMap<String, String> read(ObjectNode object) throws ProtocolException {
    NavigableMap<String, String> servers = new TreeMap<>();
    for (Map.Entry<String, ?> field : object.properties()) {
      servers.put(field.getKey(), Json.string(object, field.getKey()));
    }
    return servers;
  }

  /**
   * What is remembered of the server, whose host and port these are.
   *
   * @throws IOException if the disk fails
   */
  public synchronized Optional<String> of(String server) throws IOException {
    return Optional.ofNullable(read().get(server));
  }

  /**
   * Remembers that.
   *
   * @throws IOException if the disk fails
   */
  public synchronized void put(String server, String what) throws IOException {
    NavigableMap<String, String> servers = read();
    servers.put(server, what);
    ObjectNode object = Json.object();
    servers.forEach(object::put);
    JsonFile.write(file, object);
  }
}
