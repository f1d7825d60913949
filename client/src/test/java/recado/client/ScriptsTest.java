package recado.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The commands for scripts that need a server: what they print and how they end. */
final class ScriptsTest extends ScriptCase {
  // ---- send

  @Test
  void sendPrintsNothingAndEndsWellWhenTheServerHasIt() throws Exception {
    Ended sent = run("ana", "send", "@davi", "olá,", "日本 👩‍👩‍👧", "tudo  bem?");
    assertEquals(new Ended(0, "", ""), sent);
    Ended piped = run(client("ana", "send", "@davi"), "uma\nduas: çã\n");
    assertEquals(new Ended(0, "", ""), piped);
    Ended tail = run("davi", "tail", "--json", "--count", "2");
    assertEquals(0, tail.exitCode(), tail.err());
    List<String> lines = tail.out().lines().toList();
    assertTrue(lines.get(0).startsWith("{\"in\":\"@ana\",\"id\":"), tail.out());
    assertTrue(lines.get(0).endsWith("\"text\":\"olá, 日本 👩‍👩‍👧 tudo  bem?\"}"), tail.out());
    assertTrue(lines.get(1).endsWith("\"text\":\"uma\\nduas: çã\"}"), tail.out());
  }

  @Test
  void whatIsRefusedOrWrongIsNotSent() throws Exception {
    Ended nobody = run("ana", "send", "@nobody", "olá");
    assertEquals(1, nobody.exitCode());
    assertTrue(nobody.err().startsWith("recado send: there is no such user"), nobody.err());
    assertEquals("", nobody.out());
    for (String[] wrong :
        List.of(
            new String[] {"bruno", "olá"},
            new String[] {"@bruno", "--wait", "soon", "olá"},
            new String[] {"@bruno", "--timeout", "0", "olá"},
            new String[] {"*", "--wait", "read", "olá"},
            new String[] {"@bruno", "x".repeat(5_000)},
            new String[] {})) {
      List<String> arguments = new ArrayList<>(List.of("send"));
      arguments.addAll(List.of(wrong));
      Ended ended = run("ana", arguments.toArray(String[]::new));
      assertEquals(2, ended.exitCode(), Arrays.toString(wrong));
      assertEquals(1, ended.err().lines().count(), ended.err());
      assertEquals("", ended.out());
    }
    assertEquals(2, run(client("ana", "send", "@bruno"), "").exitCode(), "no text");
  }

  @Test
  void sendWaitsUntilItIsDeliveredOrRead() throws Exception {
    Ended late = run("bruno", "send", "@carla", "--wait", "delivered", "--timeout", "5", "cedo");
    assertEquals(3, late.exitCode());
    assertEquals("recado send: sent, but not delivered in time", late.err().strip());

    Process waiting =
        client("bruno", "send", "@carla", "--wait", "delivered", "--timeout", "60", "já").start();
    assertEquals(0, run("carla", "tail", "--count", "2", "@bruno").exitCode());
    assertEquals(0, exitCode(waiting));
  }

  @Test
  void withoutAServerItIsKeptAndGoesOutTheNextTime() throws Exception {
    try (ServerProcess other = new ServerProcess(folder.resolve("other"))) {
      for (String name : List.of("eva", "fabio")) {
        ProcessBuilder who = client(name, "who", "--register", "--server", other.address());
        assertEquals(0, run(who, "").exitCode());
      }
      other.stop();
      String[] send = {"send", "@fabio", "guarde", "--server", other.address(), "--timeout", "1"};
      Ended kept = run("eva", send);
      assertEquals(4, kept.exitCode());
      assertTrue(kept.err().contains("kept"), kept.err());
      assertTrue(kept.err().contains("No server at " + other.address()), kept.err());
      other.startAgain();
      assertEquals(0, run("eva", "who", "--server", other.address()).exitCode());
      Ended tail = run("fabio", "tail", "--count", "1", "--server", other.address());
      assertTrue(tail.out().endsWith(" @eva: guarde\n"), tail.out());
    }
  }

  // ---- beside a client that has the account

  @Test
  @DisabledOnOs(OS.WINDOWS) // whose pseudo-terminals are others
  void besideAnOpenChatItIsTheChatThatSends() throws Exception {
    try (PseudoTerminal chat = chat("gil")) {
      chat.shows("You are @gil").enter("/open @ana").hasAtCursor("@ana>");
      for (int i = 0; i < 3; i++) {
        assertEquals(new Ended(0, "", ""), run("gil", "send", "@ana", "de um script " + i));
        chat.shows("you: de um script " + i);
      }
      Ended who = run("gil", "who", "@gil");
      assertEquals(new Ended(0, "@gil online\n", ""), who);
      assertEquals(1, run("gil", "send", "@nobody", "olá").exitCode());

      Process tail = client("gil", "tail", "@ana").start();
      BufferedReader lines = tail.inputReader(StandardCharsets.UTF_8);
      String line = null;
      while (line == null || !line.endsWith("@ana: ouve?")) { // until it listens
        assertEquals(0, run("ana", "send", "@gil", "ouve?").exitCode());
        line = lines.ready() ? lines.readLine() : null;
      }
      chat.enter("/quit");
      assertEquals(0, chat.exitCode());
      assertEquals(0, run("ana", "send", "@gil", "e agora?").exitCode());
      do { // it goes on with a client of its own
        line = lines.readLine();
      } while (!line.endsWith("@ana: e agora?"));
      tail.destroy();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aTailLetsThePersonChatAndGoesOn() throws Exception {
    assertEquals(0, run("nina", "who", "--register").exitCode());
    Process tail = client("nina", "tail").start();
    BufferedReader lines = tail.inputReader(StandardCharsets.UTF_8);
    assertEquals(0, run("ana", "send", "@nina", "zero").exitCode());
    assertTrue(lines.readLine().endsWith("@ana: zero"));
    for (int round = 1; round <= 2; round++) {
      try (PseudoTerminal chat = chat("nina")) {
        chat.shows("You are @nina");
        for (int i = 0; i < 5; i++) { // meanwhile the tail comes to the chat
          assertEquals(0, run("ana", "send", "@nina", round + " " + i).exitCode());
        }
        chat.shows("@ana → you: " + round + " 4").enter("/quit");
        assertEquals(0, chat.exitCode());
      }
      assertEquals(0, run("ana", "send", "@nina", "fim " + round).exitCode());
      String line = lines.readLine();
      List<String> heard = new ArrayList<>();
      while (!line.endsWith("@ana: fim " + round)) {
        heard.add(line.replaceFirst(".*: ", ""));
        line = lines.readLine();
      }
      assertTrue(heard.contains(round + " 4"), heard.toString());
      assertEquals(heard.stream().distinct().toList(), heard, "none twice");
    }
    try (PseudoTerminal chat = chat("nina")) {
      chat.shows("You are @nina");
      try (PseudoTerminal second = chat("nina")) {
        second.shows("another client is using");
        assertEquals(1, second.exitCode(), "a chat does not let go");
      }
    }
    tail.destroy();
  }

  @Test
  void manyAtOnceAreAllSent() throws Exception {
    List<Process> sends = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      sends.add(client("ana", "send", "@bruno", "junto " + i).start());
    }
    for (Process send : sends) {
      assertEquals(0, exitCode(send));
    }
    String past = run("ana", "history", "@bruno").out();
    for (int i = 0; i < 8; i++) {
      assertTrue(past.contains("@ana: junto " + i + "\n"), past);
    }
  }

  @Test
  void aSocketThatAKilledClientLeftIsNobodys() throws Exception {
    Process tail = client("helena", "tail", "--register").start();
    Path socket = accountFolder("helena").resolve("control");
    while (!Files.exists(socket)) {
      assertTrue(tail.isAlive());
      Thread.onSpinWait();
    }
    tail.destroyForcibly().waitFor();
    assertTrue(Files.exists(socket));
    assertEquals(new Ended(0, "", ""), run("helena", "send", "@ana", "ainda"));
  }

  @Test
  void anAccountThatIsHeldWithoutASocketIsInUse() throws Exception {
    assertEquals(0, run("ivo", "who", "--register").exitCode());
    Path lock = accountFolder("ivo").resolve("recado.lock");
    try (var channel =
            java.nio.channels.FileChannel.open(lock, java.nio.file.StandardOpenOption.WRITE);
        var held = channel.lock()) {
      Ended ended = run("ivo", "send", "@ana", "olá");
      assertEquals(1, ended.exitCode());
      assertTrue(ended.err().contains("another client is using"), ended.err());
      assertTrue(held.isValid());
    }
  }

  // ---- tail

  @Test
  void tailEndsWhenNobodyReadsAnyMore() throws Exception {
    assertEquals(0, run("joana", "who", "--register").exitCode());
    Process tail = client("joana", "tail").start();
    assertEquals(0, run("ana", "send", "@joana", "linha\ncom \u001b[2J").exitCode());
    BufferedReader lines = tail.inputReader(StandardCharsets.UTF_8);
    assertTrue(lines.readLine().endsWith("@ana: linha␊com ␛[2J"));
    lines.close();
    while (tail.isAlive()) { // the first line may still fit into the pipe
      assertEquals(0, run("ana", "send", "@joana", "mais").exitCode());
    }
    assertEquals(0, tail.exitValue());
  }
}
