package recado.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import recado.server.conversation.Peer;
import recado.server.limits.ConnectionLimits;
import recado.server.limits.Rate;
import recado.server.postoffice.Quotas;
import recado.server.tls.Certificates;

/** TLS over real sockets. */
@Timeout(60)
final class TlsTest {
  @TempDir private Path folder;
  private Certificates certificates;

  @BeforeEach
  void make() throws IOException {
    certificates = Certificates.in(folder);
  }

  private Server start(ServerConfig plain, String bind, boolean required) throws IOException {
    return Server.start(
        ServerConfigs.encrypted(
            plain, bind, certificates.certificate(), certificates.key(), required));
  }

  private Server start() throws IOException {
    return start(ServerConfigs.on(folder.resolve("data"), "test", "", false), "127.0.0.1", true);
  }

  private static InetSocketAddress tls(Server server) {
    return Objects.requireNonNull(server.tlsAddress());
  }

  @Test
  void peopleInsideAndOutsideChatWithEachOther() throws IOException {
    try (Server server = start();
        Peer ana = Peer.over(certificates.connect(tls(server), "TLSv1.3"));
        Peer bruno = Peer.over(certificates.connect(tls(server), "TLSv1.2"));
        Peer carla = new Peer(server.address())) {
      ana.send("REGISTER @ana :password\nLOGIN @ana pc :password");
      ana.receiveUpTo("SYNCED ");
      bruno.send("REGISTER @bruno :password\nLOGIN @bruno pc :password");
      bruno.receiveUpTo("SYNCED ");
      carla.send("REGISTER @carla :password\nLOGIN @carla pc :password"); // from this machine
      carla.receiveUpTo("SYNCED ");
      String large = "á".repeat(2000);
      for (int i = 0; i < 50; i++) {
        ana.send("SEND c" + i + " @bruno :" + i + large);
        bruno.send("SEND c" + i + " @carla :" + i + large);
        carla.send("SEND c" + i + " @ana :" + i + large);
      }
      for (int i = 0; i < 50; i++) {
        assertTrue(ana.receiveUpTo("MSG ").endsWith(" :" + i + large));
        assertTrue(bruno.receiveUpTo("MSG ").endsWith(" :" + i + large));
        assertTrue(carla.receiveUpTo("MSG ").endsWith(" :" + i + large));
      }
      ana.send("QUIT");
      assertEquals("BYE :goodbye", ana.receiveUpTo("BYE "));
      assertNull(ana.receive(), "the end of TLS, not a connection that broke");
    }
  }

  @Test
  void oldProtocolsAndWhatIsNoTlsAreRefused() throws IOException {
    try (Server server = start()) {
      assertThrows(SSLException.class, () -> certificates.connect(tls(server), "TLSv1.1").close());
      try (Peer peer = Peer.connect(tls(server))) {
        peer.send("LOGIN @ana pc :password");
        String answer = peer.receive(); // an alert of TLS at most
        assertTrue(answer == null || !answer.contains("LOGIN"), answer);
      }
      certificates.connect(tls(server)).close();
    }
  }

  @Test
  void whoBeginsNoHandshakeIsLetGo() throws IOException {
    ConnectionLimits limits =
        new ConnectionLimits(
            10,
            10,
            Rate.UNLIMITED,
            Duration.ofMillis(300),
            Duration.ofHours(1),
            Rate.UNLIMITED,
            Rate.UNLIMITED,
            Rate.UNLIMITED,
            10,
            Duration.ZERO,
            1 << 20);
    ServerConfig config = ServerConfigs.limited(folder.resolve("data"), Quotas.DEFAULT, limits);
    try (Server server = start(config, "127.0.0.1", false);
        Peer peer = Peer.connect(tls(server))) {
      assertNull(peer.receive());
    }
  }

  @Test
  void secretsFromOtherMachinesAreTakenInsideTlsOnly() throws IOException {
    InetAddress own = addressOfThisMachine();
    Assumptions.assumeTrue(own != null, "this machine has no address but its own for itself");
    ServerConfig plain = ServerConfigs.on(folder.resolve("data"), "test", "", false);
    try (Server server = start(plain, "0.0.0.0", true);
        Peer ana = new Peer(new InetSocketAddress(own, server.address().getPort()));
        Peer bruno =
            Peer.over(certificates.connect(new InetSocketAddress(own, tls(server).getPort())))) {
      ana.send("REGISTER @ana :password\nRESUME @ana pc :token\nPING a");
      assertEquals("ERR REGISTER TLS_REQUIRED @ana :connect with TLS", ana.receive());
      assertEquals("ERR RESUME TLS_REQUIRED @ana :connect with TLS", ana.receive());
      assertEquals("PONG a", ana.receive());
      bruno.send("REGISTER @bruno :password");
      bruno.receiveUpTo("REGISTERED @bruno ");
    }
  }

  private static @Nullable InetAddress addressOfThisMachine() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .findFirst()
        .orElse(null);
  }

  @Test
  void aRenewedCertificateIsForNewConnectionsAndABrokenOneForNobody()
      throws IOException, InterruptedException {
    Assumptions.assumeFalse(ignoresHangup(), "whoever started this (nohup) ignores SIGHUP");
    try (ServerProcess server =
        ServerProcess.run(
            "--port=0",
            "--data=" + folder.resolve("data"),
            "--tls-port=0",
            "--tls-cert=" + certificates.certificate(),
            "--tls-key=" + certificates.key())) {
      Certificates former = certificates;
      SSLSocket before = (SSLSocket) former.connect(server.tlsAddress());
      try (Peer ana = Peer.over(before)) {
        server.awaitLog("TLS certificate of CN=localhost, ends ");
        Files.writeString(certificates.key(), "broken");
        server.signal("HUP");
        server.awaitLog("the certificate was not renewed, the former one stays: ");
        former.connect(server.tlsAddress()).close();
        Certificates renewed = Certificates.in(folder);
        server.signal("HUP");
        server.awaitLog("TLS certificate of CN=localhost, ends ");
        try (Socket after = renewed.connect(server.tlsAddress())) {
          assertNotEquals(fingerprint(before), fingerprint((SSLSocket) after));
        }
        ana.send("PING a");
        assertEquals("PONG a", ana.receive());
      }
      server.stopInOrder();
    }
  }

  /** Java leaves a signal ignored that was so when it started, and children inherit that. */
  private static boolean ignoresHangup() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElse("SigIgn: 0");
    return Long.parseUnsignedLong(ignored.substring(7).strip(), 16) % 2 == 1;
  }

  private static String fingerprint(SSLSocket socket) throws IOException {
    return socket.getSession().getPeerCertificates()[0].toString();
  }

  @Test
  void optionsThatCannotBeMeantAreRefused() throws IOException, InterruptedException {
    for (String options : new String[] {"--tls-port=0", "--require-tls", "--tls-key=k"}) {
      try (ServerProcess server = ServerProcess.run(options, "--data=" + folder)) {
        assertTrue(server.errors().contains("--tls-cert"));
        assertEquals(2, server.exitCode());
      }
    }
  }

  @Test
  void anOpenDoorIsSaidLoudly() throws IOException {
    try (ServerProcess server =
        ServerProcess.run("--port=0", "--bind=0.0.0.0", "--data=" + folder.resolve("data"))) {
      assertTrue(server.awaitLog("NO TLS").contains("WARN"));
    }
  }
}
