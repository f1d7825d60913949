package recado.client.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import recado.server.tls.Encryption;
import recado.server.tls.SelfSigned;

@Timeout(30)
final class TrustTest {
  @TempDir private Path folder;
  private final Trusts.Memory memory = new Trusts.Memory();
  private final List<String> introduced = new ArrayList<>();
  private final Trust usual = Trust.usual(memory, (_, fingerprint) -> introduced.add(fingerprint));
  private ServerSocket port;
  private ServerAddress address;
  private volatile Encryption encryption;

  @BeforeEach
  void open() throws IOException {
    port = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    address = new ServerAddress("127.0.0.1", port.getLocalPort(), true);
    encryption = identity("a", "127.0.0.1");
    Thread.ofVirtual().start(this::serve);
  }

  @AfterEach
  void close() throws IOException {
    port.close();
  }

  private Encryption identity(String file, String host) throws IOException {
    Path key = folder.resolve(file + ".key");
    SelfSigned.write(certificate(file), key, List.of(host), Duration.ofDays(1));
    return Encryption.with(certificate(file), key);
  }

  private Path certificate(String file) {
    return folder.resolve(file + ".pem");
  }

  private void serve() {
    while (!port.isClosed()) {
      try (Socket plain = port.accept();
          Socket socket = encryption.over(plain)) {
        socket.getOutputStream().write('x');
        socket.getInputStream().read();
      } catch (IOException expected) {
        // whoever does not trust it hangs up
      }
    }
  }

  private void meet(Trust trust) throws IOException {
    try (Socket plain = new Socket(address.host(), address.port());
        Socket encrypted = trust.encrypt(plain, address)) {
      assertEquals('x', encrypted.getInputStream().read());
    }
  }

  private Trust in(String... files) throws IOException, CertificateException {
    StringBuilder all = new StringBuilder();
    for (String file : files) {
      all.append(Files.readString(certificate(file)));
    }
    Path together = folder.resolve("together.pem");
    Files.writeString(together, all.toString());
    try (InputStream in = Files.newInputStream(together)) {
      return Trust.inCertificates(in);
    }
  }

  @Test
  void whoIsMetFirstIsRecognizedFromThenOn() throws IOException {
    meet(usual);
    meet(usual);
    assertEquals(List.of(encryption.fingerprint()), introduced);
    assertEquals(Map.of(address.place(), encryption.fingerprint()), memory.met);
    encryption = identity("b", "127.0.0.1");
    assertThrows(UntrustedException.class, () -> meet(usual));
    assertEquals(1, introduced.size());
  }

  @Test
  void whereTheSystemVouchedBeforeNobodyElseIsBelieved() {
    memory.met.put(address.place(), Trust.BY_SYSTEM);
    assertThrows(UntrustedException.class, () -> meet(usual));
    assertEquals(Map.of(address.place(), Trust.BY_SYSTEM), memory.met);
  }

  @Test
  void whatWasGivenIsTrustedWhateverItsNameAndNothingElse()
      throws IOException, CertificateException {
    identity("b", "127.0.0.1");
    assertThrows(UntrustedException.class, () -> meet(in("b")));
    meet(in("b", "a"));
    encryption = identity("c", "casa.local");
    meet(in("c"));
  }

  @Test
  void aFileWithoutCertificatesIsRefused() throws IOException {
    Files.writeString(certificate("empty"), "");
    Files.writeString(certificate("nonsense"), "-----BEGIN CERTIFICATE-----\nAAAA\n");
    assertThrows(CertificateException.class, () -> in("empty"));
    assertThrows(CertificateException.class, () -> in("nonsense"));
  }

  @Test
  void whatIsNoTlsIsSaidToBeNone() throws IOException {
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Socket socket = plain.accept()) {
                  socket
                      .getOutputStream()
                      .write("RECADO 1 casa :\n".getBytes(StandardCharsets.UTF_8));
                  socket.getInputStream().read();
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      try (Socket socket = new Socket(plain.getInetAddress(), plain.getLocalPort())) {
        SSLException e =
            assertThrows(SSLException.class, () -> usual.encrypt(socket, address).close());
        assertEquals(Trouble.NO_TLS, Trouble.of(e));
      }
    }
    assertTrue(memory.met.isEmpty());
  }
}
