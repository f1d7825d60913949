package recado.server.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A certificate that a test made, and clients that trust it. */
public final class Certificates {
  private final Path certificate;
  private final Path key;

  private Certificates(Path certificate, Path key) {
    this.certificate = certificate;
    this.key = key;
  }

  /** A new one in this folder, in place of the one that was there. */
  public static Certificates in(Path folder) throws IOException {
    Path certificate = folder.resolve("cert.pem");
    Path key = folder.resolve("key.pem");
    Files.deleteIfExists(certificate);
    Files.deleteIfExists(key);
    SelfSigned.write(certificate, key, List.of("localhost", "127.0.0.1"), Duration.ofDays(30));
    return new Certificates(certificate, key);
  }

  public Path certificate() {
    return certificate;
  }

  public Path key() {
    return key;
  }

  /** Connects, with nothing but this certificate trusted, and these protocols or the usual ones. */
  public Socket connect(InetSocketAddress server, String... protocols) throws IOException {
    try (InputStream in = Files.newInputStream(certificate)) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      SSLSocket socket =
          (SSLSocket)
              context.getSocketFactory().createSocket(server.getAddress(), server.getPort());
      if (protocols.length > 0) {
        socket.setEnabledProtocols(protocols);
      }
      socket.setSoTimeout(10_000);
      socket.startHandshake();
      return socket;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
