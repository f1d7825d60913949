package recado.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import recado.server.conversation.Peer;

/** Accounts whose passwords the tests know. */
final class People {
  private People() {}

  static String password(String user) {
    return "password-of-" + user;
  }

  static void register(InetSocketAddress server, String... users) throws IOException {
    try (Peer peer = new Peer(server)) {
      for (String user : users) {
        peer.send("REGISTER " + user + " :" + password(user));
        String answer = String.valueOf(peer.receive());
        assertTrue(answer.startsWith("REGISTERED " + user + " "), answer);
      }
    }
  }

  /** Logs in; what waits comes next. */
  static Peer logIn(InetSocketAddress server, String user) throws IOException {
    Peer peer = new Peer(server);
    peer.send("LOGIN " + user + " pc :" + password(user));
    peer.receiveUpTo("TOKEN");
    return peer;
  }
}
