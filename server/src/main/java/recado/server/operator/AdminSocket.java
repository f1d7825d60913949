package recado.server.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the operator's requests while the server runs: a Unix domain socket in the data folder,
 * which only the server's own user may use. Whoever reaches it may do everything.
 */
public final class AdminSocket implements Closeable {
  /** Its name in the data folder. */
  static final String NAME = "admin.sock";

  private static final Logger LOG = LoggerFactory.getLogger(AdminSocket.class);

  private final Path path;
  private final ServerSocketChannel listening;
  private final AdminService service;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
  private final ObjectMapper json = new ObjectMapper();

  private AdminSocket(Path path, ServerSocketChannel listening, AdminService service) {
    this.path = path;
    this.listening = listening;
    this.service = service;
  }

  /**
   * Begins to listen. Nothing if that cannot be, as where the folder's path is too long for a
   * socket's: then the server cannot be administrated while it runs, and the log says why.
   *
   * @param data the folder, which the caller holds: a socket that is left there is nobody's
   */
  public static Optional<AdminSocket> open(Path data, AdminService service) {
    Path path = data.resolve(NAME);
    try {
      Files.deleteIfExists(path);
      ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        listening.bind(UnixDomainSocketAddress.of(path));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
      } catch (IOException | UnsupportedOperationException e) {
        listening.close();
        throw e;
      }
      AdminSocket socket = new AdminSocket(path, listening, service);
      Thread.ofVirtual().name("recado-admin").start(socket::listen);
      return Optional.of(socket);
    } catch (IOException | UnsupportedOperationException e) {
      LOG.warn("no socket for the operator at {}: {}", path, e.getMessage());
      return Optional.empty();
    }
  }

  private void listen() {
    try {
      while (true) {
        SocketChannel operator = listening.accept();
        open.add(operator);
        Thread.ofVirtual().name("recado-admin-session").start(() -> serve(operator));
      }
    } catch (IOException e) {
      if (listening.isOpen()) {
        LOG.warn("the operator's socket takes nobody any more", e);
      }
    }
  }

  private void serve(SocketChannel operator) {
    try (operator) {
      BufferedReader in = new BufferedReader(Channels.newReader(operator, StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        byte[] answer = (answer(line) + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.wrap(answer);
        while (bytes.hasRemaining()) {
          operator.write(bytes);
        }
      }
    } catch (IOException e) {
      LOG.debug("the operator's connection: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(operator);
    }
  }

  private String answer(String line) throws InterruptedException {
    JsonNode request;
    try {
      request = json.readTree(line);
    } catch (JsonProcessingException e) {
      return json.createObjectNode().put("error", "no JSON: " + e.getOriginalMessage()).toString();
    }
    LOG.info("the operator asks: {}", request.path("do").asText());
    return service.answer(request).toString();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (SocketChannel each : open) {
      each.close();
    }
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) { // on a disk that takes no changes; the next start removes it
      LOG.debug("the operator's socket stays: {}", e.getMessage());
    }
  }
}
