package recado.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import recado.server.Server;
import recado.server.ServerConfigs;
import recado.server.conversation.Peer;

/** Commands that come in one write, over a real socket. */
@Timeout(60)
final class PipelineTest {
  @TempDir Path data;

  @Test
  void whatComesAfterQuitDoesNotSwallowWhatCameBefore() throws IOException {
    try (Server server = Server.start(ServerConfigs.on(data, "test", "", true));
        Peer ana = new Peer(server.address())) {
      ana.send("REGISTER @ana :password\nLOGIN @ana pc :password");
      ana.receiveUpTo("SYNCED ");
      ana.send("SEND c1 @ana :oi\nPING before\nQUIT\nPING after");
      ana.receiveUpTo("SENT c1 ");
      ana.receiveUpTo("PONG before");
      assertEquals("BYE :goodbye", ana.receive());
      assertNull(ana.receive());
    }
  }
}
