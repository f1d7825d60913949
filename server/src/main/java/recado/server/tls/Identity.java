package recado.server.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * Who the server is: a private key, and the certificates that vouch for it, the server's own first.
 */
record Identity(PrivateKey key, List<X509Certificate> chain) {
  /**
   * Reads what PEM files have: certificates as they are usual, and a key of PKCS#8, PKCS#1 or SEC1
   * without a password.
   *
   * @throws IOException with a message for people if they cannot be used
   */
  static Identity read(Path certificates, Path keyFile) throws IOException {
    List<X509Certificate> chain = readChain(certificates);
    PrivateKey key = readKey(keyFile);
    if (!belongs(key, chain.getFirst())) {
      throw new IOException(
          "the key in "
              + keyFile
              + " is not that of the first certificate in "
              + certificates
              + " (the server's own must stand first)");
    }
    return new Identity(key, chain);
  }

  private static List<X509Certificate> readChain(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (chain.isEmpty()) {
        throw new IOException("there is no certificate in " + file + " (PEM is expected)");
      }
      return chain;
    } catch (NoSuchFileException e) {
      throw new IOException("there is no certificate file " + file, e);
    } catch (CertificateException e) {
      throw new IOException(
          "the certificate in " + file + " cannot be read (PEM is expected): " + e.getMessage(), e);
    }
  }

  private static PrivateKey readKey(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        PEMParser parser = new PEMParser(reader)) {
      Object found = parser.readObject();
      while (found != null) {
        PrivateKeyInfo key = privateKey(found, file);
        if (key != null) {
          return new JcaPEMKeyConverter().getPrivateKey(key);
        }
        found = parser.readObject();
      }
    } catch (NoSuchFileException e) {
      throw new IOException("there is no key file " + file, e);
    } catch (UnusableKeyException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // the parser throws both for what is no PEM
      throw new IOException("the key in " + file + " cannot be read: " + e.getMessage(), e);
    }
    throw new IOException("there is no private key in " + file + " (PEM is expected)");
  }

  private static @Nullable PrivateKeyInfo privateKey(Object found, Path file) throws IOException {
    return switch (found) {
      case PrivateKeyInfo pkcs8 -> pkcs8;
      case PEMKeyPair pkcs1OrSec1 -> pkcs1OrSec1.getPrivateKeyInfo();
      case PKCS8EncryptedPrivateKeyInfo _, PEMEncryptedKeyPair _ ->
          throw new UnusableKeyException(
              "the key in "
                  + file
                  + " has a password; make a copy without one, that only the server may read:"
                  + " openssl pkey -in "
                  + file
                  + " -out key.pem");
      default -> null; // parameters of a curve, or a certificate that stands in the same file
    };
  }

  private static final class UnusableKeyException extends IOException {
    UnusableKeyException(String message) {
      super(message);
    }
  }

  /** Whether what the key signs is right by the certificate. */
  private static boolean belongs(PrivateKey key, X509Certificate certificate) throws IOException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update((byte) 1);
      byte[] signed = signature.sign();
      if (!key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())) {
        return false;
      }
      signature.initVerify(certificate.getPublicKey());
      signature.update((byte) 1);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "a key of the kind " + key.getAlgorithm() + " cannot be used: " + e.getMessage(), e);
    }
  }

  /** When the first of its certificates ends. */
  Instant end() {
    return chain.stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** Whom it is for. */
  String subject() {
    return chain.getFirst().getSubjectX500Principal().getName();
  }

  /** As clients show it: SHA-256 of the certificate, in hexadecimal. */
  String fingerprint() {
    return fingerprint(chain.getFirst());
  }

  private static String fingerprint(Certificate certificate) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
