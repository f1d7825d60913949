package recado.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import recado.server.tls.SelfSigned;

/** A server with TLS of which nobody knows, and people who come to know it. */
@Timeout(120)
final class TlsChatTest {
  @TempDir private Path folder;
  private ServerProcess server;
  private String fingerprint;
  private String address;

  @BeforeEach
  void start() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    fingerprint = makeCertificate();
    server =
        new ServerProcess(
            folder.resolve("data"),
            "--tls-port=" + port,
            "--tls-cert=" + certificate(),
            "--tls-key=" + folder.resolve("key.pem"));
    address = "127.0.0.1:" + port;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Path certificate() {
    return folder.resolve("cert.pem");
  }

  private String makeCertificate() throws IOException {
    Path key = folder.resolve("key.pem");
    Files.deleteIfExists(certificate());
    Files.deleteIfExists(key);
    return SelfSigned.write(certificate(), key, List.of("casa.local"), Duration.ofDays(9));
  }

  private ScriptCase.Ended run(String name, String command, String... options) throws Exception {
    return ScriptCase.run(client(name, command, options), "");
  }

  private ProcessBuilder client(String name, String command, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    if (!command.isEmpty()) {
      arguments.addFirst(command);
    }
    arguments.addAll(List.of("--user", name, "--home", folder.resolve(name).toString()));
    ProcessBuilder client = JavaProcess.of("recado.client.Main", arguments);
    client.environment().put("RECADO_PASSWORD", "uma boa senha");
    return client;
  }

  @Test
  void aServerIsIntroducedOnceAndRecognizedThen() throws Exception {
    String tls = "tls://" + address;
    Process first = client("ana", "who", "--server", tls, "--register").start();
    first.getOutputStream().close();
    String said = new String(first.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, first.waitFor());
    assertTrue(said.contains("First time at " + tls), said);
    assertTrue(said.contains("SHA-256 " + fingerprint.substring(0, 48)), said);
    assertTrue(said.contains(fingerprint.substring(48)), said);

    ScriptCase.Ended second = run("ana", "who", "--server", address, "--tls");
    assertEquals(0, second.exitCode(), second.err());
    assertEquals("", second.err());

    server.stop();
    makeCertificate();
    server.startAgain();
    ScriptCase.Ended third = run("ana", "send", "--server", tls, "@ana", "oi");
    assertEquals(4, third.exitCode());
    assertTrue(third.err().contains("its certificate is not the one it should have"), third.err());

    Path known = folder.resolve("ana").resolve("known-servers.json");
    assertTrue(Files.readString(known).contains(fingerprint));
    Files.delete(known);
    assertEquals(0, run("ana", "send", "--server", tls, "@ana", "oi").exitCode());
  }

  @Test
  void whoIsGivenTheCertificateTrustsItAndNoOther() throws Exception {
    String[] options = {"--server", address, "--tls", "--trust", certificate().toString()};
    ScriptCase.Ended trusting = run("ana", "who", withRegister(options));
    assertEquals(0, trusting.exitCode(), trusting.err());
    assertTrue(Files.notExists(folder.resolve("ana").resolve("known-servers.json")));
    server.stop();
    Path former = folder.resolve("former.pem");
    Files.copy(certificate(), former);
    makeCertificate();
    server.startAgain();
    options[4] = former.toString();
    ScriptCase.Ended deceived = run("ana", "who", options);
    assertEquals(1, deceived.exitCode());
    assertTrue(deceived.err().contains("its certificate is not the one"), deceived.err());
    options[4] = folder.resolve("no.pem").toString();
    assertEquals(2, run("ana", "who", options).exitCode());
  }

  private static String[] withRegister(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--register");
    return all.toArray(String[]::new);
  }

  @Test
  void aPortWithoutTlsIsSaidToBeOne() throws Exception {
    String plain = "tls://" + server.address();
    ScriptCase.Ended ended = run("ana", "who", "--server", plain, "--register");
    assertEquals(1, ended.exitCode());
  }

  @Test
  void peopleChatAndTheAddressIsRemembered() throws Exception {
    String tls = "tls://" + address;
    assertEquals(0, run("bruno", "who", "--server", tls, "--register").exitCode());
    try (PseudoTerminal ana =
        new PseudoTerminal(80, 24, client("ana", "", "--server", tls, "--register", "--line"))) {
      ana.shows("SHA-256 " + fingerprint.substring(0, 47));
      ana.shows("You are @ana");
      assertEquals(0, run("bruno", "send", "@ana", "bom dia").exitCode());
      ana.shows("bom dia");
      ana.enter("/quit");
    }
    String settings = Files.readString(folder.resolve("ana").resolve("settings.json"));
    assertTrue(settings.contains(tls), settings);
  }
}
