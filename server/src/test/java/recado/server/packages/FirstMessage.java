package recado.server.packages;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import recado.server.conversation.Peer;

/** What shows that a server works: an account, a login, and a message that is safe. */
final class FirstMessage {
  private FirstMessage() {}

  static void sendTo(InetSocketAddress server) throws IOException {
    try (Peer ana = Peer.connect(server)) {
      ana.send("REGISTER @ana :segredo-da-ana");
      ana.receiveUpTo("REGISTERED @ana");
      ana.send("LOGIN @ana pc :segredo-da-ana");
      ana.send("SEND c1 @ana :oi");
      String answer = ana.receiveUpTo("SENT c1 ");
      assertTrue(answer.startsWith("SENT c1 "), answer);
    }
  }
}
