package recado.client.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Which servers are believed to be who they are, with TLS.
 *
 * <p>If the person gave certificates, those alone count. Else what the system trusts, by the
 * server's name; and a server that nobody vouches for is believed the first time, and recognized by
 * its certificate from then on (trust on first use). A server that is not recognized is refused:
 * also one for which the system vouched before, or anybody could pass for it with a certificate of
 * their own. Thread-safe.
 */
public final class Trust {
  /** Which servers were met. Thread-safe. */
  public interface Acquaintances {
    /** What is remembered of the server: a fingerprint, or {@link #BY_SYSTEM}. */
    Optional<String> of(String server) throws IOException;

    /** Remembers it. */
    void put(String server, String what) throws IOException;
  }

  /** Hears of a server that is believed from now on because it was the first to come. */
  public interface Introduction {
    /** Its certificate has this fingerprint. */
    void firstMet(ServerAddress server, String fingerprint);
  }

  /** The system vouches for the server. */
  public static final String BY_SYSTEM = "system";

  private final X509ExtendedTrustManager authorities;
  private final Optional<Collection<? extends Certificate>> given;
  private final Acquaintances acquaintances;
  private final Introduction introduction;

  private Trust(
      X509ExtendedTrustManager authorities,
      Optional<Collection<? extends Certificate>> given,
      Acquaintances acquaintances,
      Introduction introduction) {
    this.authorities = authorities;
    this.given = given;
    this.acquaintances = acquaintances;
    this.introduction = introduction;
  }

  /** In whom the system trusts, and in acquaintances. */
  public static Trust usual(Acquaintances acquaintances, Introduction introduction) {
    return new Trust(authorities(null), Optional.empty(), acquaintances, introduction);
  }

  /**
   * In nobody but those for whom these certificates (PEM) vouch, or whose they are.
   *
   * @throws CertificateException if there are none, or they cannot be read
   */
  public static Trust inCertificates(InputStream in) throws CertificateException {
    Collection<? extends Certificate> certificates =
        CertificateFactory.getInstance("X.509").generateCertificates(in);
    try {
      if (certificates.isEmpty()) {
        throw new CertificateException();
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry(Integer.toString(number++), certificate);
      }
      return new Trust(authorities(store), Optional.of(certificates), NOBODY, (_, _) -> {});
    } catch (GeneralSecurityException | IOException e) {
      throw new CertificateException(e);
    }
  }

  private static final Acquaintances NOBODY =
      new Acquaintances() {
        @Override
        public Optional<String> of(String server) {
          return Optional.empty();
        }

        @Override
        public void put(String server, String what) {}
      };

  /** Those of a store, or of the system if it is null. */
  private static X509ExtendedTrustManager authorities(@Nullable KeyStore store) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager found) {
          return found;
        }
      }
      throw new IllegalStateException("this Java cannot judge certificates");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot judge certificates", e);
    }
  }

  /**
   * TLS over a connected socket, which is closed with it; the server has proved who it is.
   *
   * @throws UntrustedException if it could not
   * @throws IOException if there is no TLS to be had
   */
  SSLSocket encrypt(Socket socket, ServerAddress server) throws IOException {
    Judge judge = new Judge(server);
    SSLSocket encrypted;
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {judge}, null);
      encrypted =
          (SSLSocket)
              context.getSocketFactory().createSocket(socket, server.host(), server.port(), true);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
    encrypted.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    SSLParameters parameters = encrypted.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the name is the server's
    encrypted.setSSLParameters(parameters);
    try {
      encrypted.startHandshake();
    } catch (IOException e) {
      throw judge.refusal == null ? e : judge.refusal;
    }
    judge.remember(); // not earlier: now it has shown that the certificate's key is its own
    return encrypted;
  }

  static String fingerprint(X509Certificate certificate) throws CertificateException {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new CertificateException(e);
    }
  }

  /** Of one handshake. */
  private final class Judge extends X509ExtendedTrustManager {
    private final ServerAddress server;
    private @Nullable String toRemember;
    private @Nullable UntrustedException refusal;

    Judge(ServerAddress server) {
      this.server = server;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      String met = given.isPresent() ? null : before();
      String fingerprint = fingerprint(chain[0]);
      if (fingerprint.equals(met)) {
        return;
      }
      CertificateException doubt = null;
      if (met == null || met.equals(BY_SYSTEM)) {
        if (given.isPresent() && given.get().contains(chain[0])) {
          return; // whatever its name is: the person gave this very one
        }
        doubt = doubt(chain, authType, socket);
        if (doubt == null) {
          toRemember = BY_SYSTEM;
          return;
        }
        if (met == null && given.isEmpty()) {
          toRemember = fingerprint;
          return;
        }
      }
      refusal = new UntrustedException(fingerprint, doubt);
      throw new CertificateException(refusal);
    }

    private @Nullable CertificateException doubt(
        X509Certificate[] chain, String authType, Socket socket) {
      try {
        authorities.checkServerTrusted(chain, authType, socket);
        return null;
      } catch (CertificateException e) {
        return e;
      }
    }

    private @Nullable String before() throws CertificateException {
      try {
        return acquaintances.of(server.place()).orElse(null);
      } catch (IOException e) {
        throw new CertificateException(e);
      }
    }

    void remember() throws IOException {
      String what = toRemember;
      if (what == null || given.isPresent()) {
        return;
      }
      boolean isNew = acquaintances.of(server.place()).isEmpty();
      if (isNew) {
        acquaintances.put(server.place(), what);
        if (!what.equals(BY_SYSTEM)) {
          introduction.firstMet(server, what);
        }
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
      throw new IllegalStateException("there are sockets only");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
      throw new IllegalStateException("there are sockets only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
      throw new IllegalStateException("clients show no certificates");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
      throw new IllegalStateException("clients show no certificates");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
      throw new IllegalStateException("clients show no certificates");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return authorities.getAcceptedIssuers();
    }
  }
}
