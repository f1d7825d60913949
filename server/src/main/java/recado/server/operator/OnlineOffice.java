package recado.server.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A server that runs, reached by its socket for the operator. */
final class OnlineOffice implements Office {
  private final SocketChannel channel;
  private final BufferedReader in;
  private final ObjectMapper json = new ObjectMapper();

  private OnlineOffice(SocketChannel channel) {
    this.channel = channel;
    in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
  }

  /** The one that runs with this data folder, if one does and may be reached. */
  static Optional<OnlineOffice> of(Path data) {
    try {
      Path socket = data.resolve(AdminSocket.NAME);
      return Optional.of(new OnlineOffice(SocketChannel.open(UnixDomainSocketAddress.of(socket))));
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException _) {
      return Optional.empty(); // nobody listens; whether one runs the folder's lock tells
    }
  }

  @Override
  public JsonNode ask(ObjectNode request) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    String line = in.readLine();
    if (line == null) {
      throw new IOException("the server has stopped meanwhile");
    }
    return json.readTree(line);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
