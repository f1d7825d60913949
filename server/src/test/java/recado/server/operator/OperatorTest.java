package recado.server.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import recado.server.Server;
import recado.server.ServerConfigs;
import recado.server.conversation.Peer;
import recado.server.postoffice.Registration;

/**
 * What the operator does, with a server that runs and with none, over the real socket and files.
 */
@Timeout(60)
final class OperatorTest {
  private final ObjectMapper json = new ObjectMapper();
  @TempDir private Path folder;
  private Path data;

  @BeforeEach
  void choose() {
    data = folder.resolve("data");
  }

  private Server start() throws IOException {
    return Server.start(ServerConfigs.on(data, "test", "", false));
  }

  private ObjectNode request(String what) {
    return json.createObjectNode().put("do", what);
  }

  private ObjectNode request(String what, String name) {
    return request(what).put("name", name);
  }

  private JsonNode online(ObjectNode request) throws IOException {
    try (OnlineOffice office = OnlineOffice.of(data).orElseThrow()) {
      return office.ask(request);
    }
  }

  private JsonNode offline(ObjectNode request) throws IOException, InterruptedException {
    try (OfflineOffice office = new OfflineOffice(data, 8, 1)) {
      return office.ask(request);
    }
  }

  private static Peer logIn(Server server, String name, String password) throws IOException {
    Peer peer = new Peer(server.address());
    peer.send("LOGIN @" + name + " pc :" + password);
    peer.receiveUpTo("SYNCED ");
    return peer;
  }

  private static Peer join(Server server, String name) throws IOException {
    try (Peer peer = new Peer(server.address())) {
      peer.send("REGISTER @" + name + " :password");
      peer.receiveUpTo("REGISTERED ");
    }
    return logIn(server, name, "password");
  }

  private static void expectWrong(Server server, String name, String password) throws IOException {
    try (Peer peer = new Peer(server.address())) {
      peer.send("LOGIN @" + name + " pc :" + password);
      peer.receiveUpTo("ERR LOGIN BAD_CREDENTIALS ");
    }
  }

  @Test
  void aOneTimePasswordIsGoodForOneLoginAndTheTokenForMore() throws IOException {
    try (Server server = start()) {
      JsonNode made = online(request("add", "ana"));
      String password = made.path("oneTimePassword").asText();
      assertTrue(password.matches("([2-9a-z]{4}-){4}[2-9a-z]{4}"), made.toString());
      assertEquals("1000000000001", made.path("number").asText());
      String token;
      try (Peer ana = new Peer(server.address())) {
        ana.send("LOGIN @ana pc :" + password);
        token = ana.receiveUpTo("TOKEN ").substring("TOKEN :".length());
        ana.receiveUpTo("SYNCED ");
      }
      expectWrong(server, "ana", password);
      try (Peer ana = new Peer(server.address())) {
        ana.send("RESUME @ana pc :" + token);
        ana.receiveUpTo("SYNCED ");
        ana.send("PASSWORD :a password of her own");
        ana.receiveUpTo("PASSWORD");
      }
      logIn(server, "ana", "a password of her own").close();
      assertTrue(online(request("add", "ana")).path("error").asText().contains("already"));
    }
  }

  @Test
  void aDisabledAccountIsClosedAndWhatIsSentToItWaits() throws IOException {
    try (Server server = start();
        Peer ana = join(server, "ana");
        Peer bruno = join(server, "bruno")) {
      online(request("disable", "bruno"));
      assertEquals("BYE :the account is disabled", bruno.receiveUpTo("BYE "));
      expectWrong(server, "bruno", "password");
      ana.send("SEND c1 @bruno :for later");
      ana.receiveUpTo("SENT c1 ");
      assertTrue(online(request("disable", "bruno")).has("error"));
      online(request("enable", "bruno"));
      try (Peer again = new Peer(server.address())) {
        again.send("LOGIN @bruno pc :password");
        assertTrue(again.receiveUpTo("MSG ").endsWith(":for later"));
      }
    }
  }

  @Test
  void whoIsDeletedLeavesANameAndNothingElse() throws IOException, InterruptedException {
    try (Server server = start();
        Peer ana = join(server, "ana");
        Peer bruno = join(server, "bruno")) {
      ana.send("GROUP CREATE #casa @bruno\nBLOCK @bruno");
      ana.receiveUpTo("BLOCKED ");
      bruno.send("SEND c1 #casa :said before");
      bruno.receiveUpTo("SENT c1 ");
      JsonNode deleted = online(request("delete", "bruno"));
      assertEquals(1, deleted.path("groups").asInt(), deleted.toString());
      assertEquals("BYE :the account is deleted", bruno.receiveUpTo("BYE "));
      assertTrue(ana.receiveUpTo("GROUP ").contains(" LEFT @bruno"));
      ana.send("SEND c2 @bruno :are you there?\nBLOCKS");
      ana.receiveUpTo("ERR SEND NO_SUCH_USER c2 ");
      assertEquals("END BLOCKS 0", ana.receive());
      expectWrong(server, "bruno", "password");
      try (Peer pretender = new Peer(server.address())) {
        pretender.send("REGISTER @bruno :password");
        pretender.receiveUpTo("ERR REGISTER NAME_TAKEN ");
      }
      assertTrue(online(request("delete", "bruno")).has("error"));
    }
    JsonNode users = offline(request("users")).path("users");
    assertEquals("deleted", users.get(1).path("state").asText(), users.toString());
    assertEquals(0, users.get(1).path("devices").asInt());
    assertFalse(Files.readString(data.resolve("users.csv")).contains("bruno,1000000000002,$"));
    start().close(); // and a start finds all that sound
  }

  @Test
  void anInvitationMakesOneAccountAndIsUsedAfterARestartToo()
      throws IOException, InterruptedException {
    String code;
    try (Server server = Server.start(ServerConfigs.admitting(data, Registration.INVITE))) {
      code = online(request("invite").put("hours", 1)).path("code").asText();
      try (Peer peer = new Peer(server.address())) {
        peer.send("REGISTER @ana :password\nREGISTER @ana wrong :password");
        peer.receiveUpTo("ERR REGISTER REGISTRATION_CLOSED @ana :an account here needs");
        peer.receiveUpTo("ERR REGISTER REGISTRATION_CLOSED @ana :this invitation is not known");
        peer.send("REGISTER @ana " + code + " :password");
        peer.receiveUpTo("REGISTERED @ana ");
      }
    }
    try (Server server = Server.start(ServerConfigs.admitting(data, Registration.INVITE));
        Peer peer = new Peer(server.address())) {
      peer.send("REGISTER @bruno " + code + " :password");
      peer.receiveUpTo("ERR REGISTER REGISTRATION_CLOSED @bruno ");
      JsonNode invitation = online(request("invitations")).path("invitations").get(0);
      assertEquals("ana", invitation.path("usedBy").asText());
    }
    assertTrue(offline(request("invite").put("hours", 0)).has("error"));
    assertTrue(offline(request("invite").put("hours", Long.MAX_VALUE)).has("error"));
  }

  @Test
  void aClosedServerMakesAccountsForItsOperatorAlone() throws IOException {
    try (Server server = Server.start(ServerConfigs.admitting(data, Registration.CLOSED));
        Peer peer = new Peer(server.address())) {
      peer.send("REGISTER @ana :password");
      peer.receiveUpTo("ERR REGISTER REGISTRATION_CLOSED @ana ");
      online(request("add", "ana").put("password", "a password"));
      logIn(server, "ana", "a password").close();
      assertTrue(online(request("add", "bruno").put("password", "short")).has("error"));
    }
  }

  @Test
  void sessionsAreListedAndEndedAndTheRestIsCounted() throws IOException {
    try (Server server = start();
        Peer ana = join(server, "ana");
        Peer guest = new Peer(server.address())) {
      ana.send("GROUP CREATE #casa\nGROUP TOPIC #casa :o que há");
      ana.receiveUpTo("GROUP ");
      ana.receiveUpTo("GROUP ");
      JsonNode sessions = online(request("sessions")).path("sessions");
      assertEquals(2, sessions.size(), sessions.toString());
      assertEquals("ana", sessions.get(0).path("name").asText());
      assertTrue(sessions.get(0).path("address").asText().startsWith("127.0.0.1:"));
      assertTrue(sessions.get(1).path("name").isNull());
      JsonNode groups = online(request("groups")).path("groups");
      assertEquals("o que há", groups.get(0).path("topic").asText());
      assertEquals("ana", groups.get(0).path("admins").get(0).asText());
      assertTrue(online(request("pending")).path("pending").isArray());
      JsonNode status = online(request("status"));
      assertTrue(status.path("running").asBoolean());
      assertEquals(1, status.path("accounts").asInt());
      assertEquals(0, online(request("kick", "ana").put("device", "tv")).path("ended").asInt());
      assertEquals(1, online(request("kick", "ana")).path("ended").asInt());
      assertEquals("BYE :kicked by the operator", ana.receiveUpTo("BYE "));
      guest.send("PING a");
      guest.receiveUpTo("PONG a");
    }
  }

  @Test
  void theMessageOfTheDayStays() throws IOException, InterruptedException {
    try (Server server = start()) {
      online(request("motd").put("text", "bom dia"));
      try (Peer peer = Peer.connect(server.address())) {
        assertEquals("RECADO 1 test :bom dia", peer.receive());
      }
      assertTrue(online(request("motd").put("text", "x".repeat(1025))).has("error"));
    }
    assertEquals("bom dia", offline(request("motd")).path("motd").asText());
    offline(request("motd").put("text", "boa noite"));
    try (Server server = start();
        Peer peer = Peer.connect(server.address())) {
      assertEquals("RECADO 1 test :boa noite", peer.receive());
    }
  }

  @Test
  void whatWasSetWithoutAServerIsThereWhenItRuns() throws IOException, InterruptedException {
    start().close();
    String password = offline(request("add", "ana")).path("oneTimePassword").asText();
    try (Server server = start()) {
      logIn(server, "ana", password).close();
      assertThrows(IOException.class, () -> offline(request("users")), "a server has the folder");
    }
    offline(request("reset-password", "ana").put("password", "another one"));
    try (Server server = start()) {
      logIn(server, "ana", "another one").close();
    }
  }

  @Test
  void theSocketIsForTheOwnerAloneAndNonsenseIsAnswered() throws IOException {
    try (Server _ = start()) {
      Path socket = data.resolve("admin.sock");
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
      assertTrue(online(request("dance")).has("error"));
      assertTrue(online(json.createObjectNode()).has("error"));
      assertTrue(online(request("add", "not a name")).has("error"));
      assertTrue(online(request("kick", "nobody")).path("error").asText().contains("nobody"));
    }
    assertFalse(Files.exists(data.resolve("admin.sock")));
  }
}
