package recado.server.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** TLS as a server does it, 1.3 or 1.2, with a certificate that can be renewed. Thread-safe. */
public final class Encryption {
  private static final Logger LOG = LoggerFactory.getLogger(Encryption.class);
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private static final Duration WARNED_BEFORE = Duration.ofDays(21);
  private static final char[] NO_PASSWORD = {};

  private final Path certificates;
  private final Path key;
  private volatile Current current;

  private record Current(Identity identity, SSLContext context) {}

  private Encryption(Path certificates, Path key) throws IOException {
    this.certificates = certificates;
    this.key = key;
    current = read();
    tell();
  }

  /**
   * Encrypts with what these PEM files have.
   *
   * @throws IOException with a message for people if they cannot be used
   */
  public static Encryption with(Path certificates, Path key) throws IOException {
    return new Encryption(certificates, key);
  }

  private Current read() throws IOException {
    Identity identity = Identity.read(certificates, key);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      Certificate[] chain = identity.chain().toArray(Certificate[]::new);
      store.setKeyEntry("server", identity.key(), NO_PASSWORD, chain);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return new Current(identity, context);
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "the certificate in " + certificates + " cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * Reads the files again. Connections that are there stay as they are; new ones get the new
   * certificate. If it cannot be used, the former one stays.
   */
  public void reload() {
    try {
      current = read();
      tell();
    } catch (IOException e) {
      LOG.error("the certificate was not renewed, the former one stays: {}", e.getMessage());
    }
  }

  private void tell() {
    Identity identity = current.identity();
    LOG.info(
        "TLS certificate of {}, ends {}, SHA-256 {}",
        identity.subject(),
        identity.end(),
        identity.fingerprint());
    warnIfEnding(Instant.now());
  }

  /** Says so in the log if the certificate ends soon, or has ended. */
  public void warnIfEnding(Instant now) {
    Duration left = Duration.between(now, end());
    if (left.isNegative()) {
      LOG.warn("the TLS certificate has ended {}: clients refuse it; renew it, then SIGHUP", end());
    } else if (left.compareTo(WARNED_BEFORE) < 0) {
      LOG.warn("the TLS certificate ends in {} days: renew it, then SIGHUP", left.toDays());
    }
  }

  /** When the certificate ends. */
  public Instant end() {
    return current.identity().end().truncatedTo(ChronoUnit.SECONDS);
  }

  /** SHA-256 of the certificate, as clients show it. */
  public String fingerprint() {
    return current.identity().fingerprint();
  }

  /**
   * The server's end of TLS over a connected socket, which is closed with it. Nothing is sent or
   * awaited before {@link SSLSocket#startHandshake}.
   *
   * @throws IOException if the socket is closed already
   */
  public SSLSocket over(Socket socket) throws IOException {
    SSLSocket encrypted =
        (SSLSocket) current.context().getSocketFactory().createSocket(socket, null, true);
    encrypted.setEnabledProtocols(PROTOCOLS);
    return encrypted;
  }
}
