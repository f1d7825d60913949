package recado.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import recado.server.conversation.Peer;
import recado.server.store.SampleRecords;

/** The server as a person starts it: options, exit codes, one clear line for what is wrong. */
@Timeout(60)
final class MainTest {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  @TempDir Path folder;

  @Test
  void explainsItsOptionsAndExitCodes() throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.run("--help")) {
      String help = server.output();
      assertTrue(help.contains("--durability"), help);
      assertTrue(help.contains("Exit codes:"), help);
      assertTrue(help.contains("Example:"), help);
      assertTrue(help.contains("backup"), help);
      assertEquals(0, server.exitCode());
    }
  }

  @Test
  void tellsItsVersion() throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.run("--version")) {
      assertTrue(server.output().startsWith("recado-server "));
      assertEquals(0, server.exitCode());
    }
  }

  @Test
  void saysWhatIsWrongWithAnOption() throws IOException, InterruptedException {
    expectFailure(USAGE, "--port", "--port=70000");
    expectFailure(USAGE, "--colour", "--colour=red");
    expectFailure(USAGE, "--durability", "--durability=maybe");
    expectFailure(USAGE, "--mailbox-limit", "--mailbox-limit=0");
    expectFailure(USAGE, "no-such-file", "--config=" + folder.resolve("no-such-file"));
  }

  @Test
  void refusesAnUnknownOptionInAConfigFile() throws IOException, InterruptedException {
    Path config = Files.writeString(folder.resolve("recado.properties"), "prot=4000\n");
    expectFailure(USAGE, "prot", "--config=" + config);
  }

  @Test
  void readsOptionsFromAConfigFileAndPrefersThoseGiven() throws IOException, InterruptedException {
    Path config =
        Files.writeString(
            folder.resolve("recado.properties"),
            "port=1\nname=casa\nmotd=bem-vindos\ndata=" + folder.resolve("data") + "\n");
    try (ServerProcess server = ServerProcess.run("--config", config.toString(), "--port=0")) {
      assertTrue(server.address().getPort() > 1);
      assertTrue(Files.isDirectory(folder.resolve("data")));
    }
  }

  @Test
  void saysThatAPortIsTaken() throws IOException, InterruptedException {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String port = Integer.toString(taken.getLocalPort());
      expectFailure(FAILED, port, "--port=" + port, "--data=" + folder.resolve("data"));
    }
  }

  @Test
  void saysThatADataFolderCannotBeMade() throws IOException, InterruptedException {
    Path file = Files.createFile(folder.resolve("file"));
    expectFailure(FAILED, "data folder", "--port=0", "--data=" + file.resolve("data"));
    expectFailure(FAILED, "data folder", "--port=0", "--data=" + file);
  }

  @Test
  void saysThatADataFolderIsInUseAndLeavesItsServerAlone()
      throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    try (ServerProcess first = ServerProcess.run("--port=0", "--data=" + data);
        Peer ana = new Peer(first.address())) {
      ana.send("REGISTER @ana :segredo-da-ana");
      ana.send("LOGIN @ana pc :segredo-da-ana");
      ana.receiveUpTo("SYNCED");
      String lock = Files.readString(data.resolve("recado.lock"));
      expectFailure(FAILED, "in use", "--port=0", "--data=" + data);
      expectFailure(FAILED, "in use", "--port=0", "--data=" + data);
      assertEquals(lock, Files.readString(data.resolve("recado.lock")));
      ana.send("SEND c1 @ana :still here");
      assertTrue(ana.receiveUpTo("MSG").endsWith(":still here"));
      first.terminate();
      assertEquals(0, first.exitCode());
      assertEquals("", first.errors());
    }
  }

  @Test
  void endsWhenItStartsWithTooLittleMemory() throws IOException, InterruptedException {
    Path data = Files.createDirectory(folder.resolve("data"));
    StringBuilder users = new StringBuilder("name,number,password,created\n");
    for (int i = 0; i < 200_000; i++) {
      long number = 1_000_000_000_001L + i;
      users.append("ana" + i + "," + number + "," + SampleRecords.PASSWORD + ",1\n");
    }
    Files.writeString(data.resolve("users.csv"), users);
    try (ServerProcess server =
        ServerProcess.runWith(List.of("-Xmx32m"), "--port=0", "--data=" + data)) {
      String errors = server.errors();
      assertEquals(FAILED, server.exitCode());
      assertTrue(
          errors.startsWith("recado-server: ended by an error: java.lang.OutOfMemoryError"),
          errors);
      assertTrue(errors.contains("\tat recado.server."), errors);
    }
  }

  private static void expectFailure(int exitCode, String named, String... options)
      throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.run(options)) {
      String errors = server.errors();
      assertEquals(1, errors.lines().count(), errors);
      assertTrue(errors.contains(named), errors);
      assertEquals(exitCode, server.exitCode());
    }
  }

  @Test
  void saysGoodbyeAndEndsInOrderWhenToldTo() throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    try (ServerProcess server = ServerProcess.runOn(data);
        Peer ana = new Peer(server.address())) {
      ana.send("REGISTER @ana :segredo-da-ana");
      ana.receive();
      ana.send("LOGIN @ana pc :segredo-da-ana");
      ana.receiveUpTo("SYNCED");
      server.terminate();
      assertEquals("BYE :shutdown", ana.receive());
      assertEquals(0, server.exitCode());
    }
  }
}
