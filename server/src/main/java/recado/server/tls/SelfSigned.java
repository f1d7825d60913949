package recado.server.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate that only its own key vouches for: for a network whose people know each other. */
public final class SelfSigned {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final int SERIAL_BITS = 127;
  private static final Duration CLOCKS_DIFFER_BY = Duration.ofDays(1);

  private SelfSigned() {}

  /**
   * Makes a key (NIST P-256) and a certificate for it, and writes them as PEM files. The key's is
   * for its owner's eyes alone.
   *
   * @param names of hosts, and addresses, under which clients will know the server
   * @return the fingerprint of the certificate, as clients show it
   * @throws FileAlreadyExistsException if a file is there; neither is changed
   * @throws IOException if they cannot be written
   */
  public static String write(Path certificateFile, Path keyFile, List<String> names, Duration valid)
      throws IOException {
    for (Path file : List.of(certificateFile, keyFile)) {
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(file.toString());
      }
    }
    Identity identity = make(names, valid);
    create(keyFile, pem(new JcaPKCS8Generator(identity.key(), null)), "rw-------");
    create(certificateFile, pem(identity.chain().getFirst()), "rw-r--r--");
    return identity.fingerprint();
  }

  private static Identity make(List<String> names, Duration valid) throws IOException {
    try {
      SecureRandom random = new SecureRandom();
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair pair = generator.generateKeyPair();
      X500Name name =
          new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, names.getFirst()).build();
      Instant now = Instant.now();
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              new BigInteger(SERIAL_BITS, random).setBit(0),
              Date.from(now.minus(CLOCKS_DIFFER_BY)),
              Date.from(now.plus(valid)),
              name,
              pair.getPublic());
      GeneralName[] alternatives =
          names.stream().map(SelfSigned::generalName).toArray(GeneralName[]::new);
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(
                      new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
      return new Identity(pair.getPrivate(), List.of(certificate));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("making a certificate failed: " + e.getMessage(), e);
    }
  }

  private static GeneralName generalName(String name) {
    boolean isAddress = ADDRESS.matcher(name).matches();
    return new GeneralName(isAddress ? GeneralName.iPAddress : GeneralName.dNSName, name);
  }

  private static String pem(Object what) throws IOException {
    StringWriter written = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(written)) {
      writer.writeObject(what);
    }
    return written.toString();
  }

  private static void create(Path file, String content, String permissions) throws IOException {
    FileAttribute<?>[] attributes =
        file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
            }
            : new FileAttribute<?>[0];
    Files.createFile(file, attributes);
    Files.writeString(file, content);
  }
}
