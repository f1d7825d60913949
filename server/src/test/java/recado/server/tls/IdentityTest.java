package recado.server.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {
  @TempDir private Path folder;
  private Path certificate;
  private Path key;

  @BeforeEach
  void make() throws IOException {
    Certificates made = Certificates.in(folder);
    certificate = made.certificate();
    key = made.key();
  }

  private String refusal() {
    return String.valueOf(
        assertThrows(IOException.class, () -> Identity.read(certificate, key)).getMessage());
  }

  private static String pem(Object what) throws IOException {
    StringWriter written = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(written)) {
      writer.writeObject(what);
    }
    return written.toString();
  }

  @Test
  void whatItMakesItReadsAndNobodyElseReadsTheKey() throws IOException {
    Identity identity = Identity.read(certificate, key);
    assertEquals("CN=localhost", identity.subject());
    Duration left = Duration.between(Instant.now(), identity.end());
    assertTrue(left.toDays() >= 29 && left.toDays() <= 30, left.toString());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
  }

  @Test
  void aKeyMayBeOfSec1WithTheParametersOfItsCurve() throws IOException {
    Identity made = Identity.read(certificate, key);
    BigInteger secret = secret(made);
    ECPrivateKey key256 = new ECPrivateKey(256, secret, SECObjectIdentifiers.secp256r1);
    String sec1 = pem(new PemObject("EC PRIVATE KEY", key256.getEncoded()));
    String parameters =
        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
    Files.writeString(key, parameters + sec1);
    assertEquals(secret, secret(Identity.read(certificate, key)));
  }

  private static BigInteger secret(Identity identity) {
    return ((java.security.interfaces.ECPrivateKey) identity.key()).getS();
  }

  @Test
  void aKeyMayBeOfPkcs1() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    String pkcs1 = pem(pair.getPrivate());
    assertTrue(
        pkcs1.startsWith("-----BEGIN RSA PRIVATE KEY"), pkcs1.lines().findFirst().toString());
    Files.writeString(key, pkcs1);
    assertTrue(
        refusal().contains("is not that of the first certificate"), refusal()); // so it was read
  }

  @Test
  void aKeyWithAPasswordIsRefusedWithTheWayOut() throws IOException {
    AlgorithmIdentifier pbes2 = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2);
    EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(pbes2, new byte[48]);
    Files.writeString(key, pem(new PemObject("ENCRYPTED PRIVATE KEY", encrypted.getEncoded())));
    assertTrue(refusal().contains("openssl pkey -in " + key), refusal());
  }

  @Test
  void whatIsMissingOrNoPemIsSaid() throws IOException {
    Files.writeString(key, "a key\n");
    assertEquals("there is no private key in " + key + " (PEM is expected)", refusal());
    Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    assertTrue(refusal().startsWith("the key in " + key + " cannot be read: "), refusal());
    Files.delete(key);
    assertEquals("there is no key file " + key, refusal());
    Files.writeString(certificate, "a certificate\n");
    assertTrue(
        refusal().startsWith("the certificate in " + certificate + " cannot be read"), refusal());
    Files.writeString(certificate, "");
    assertEquals("there is no certificate in " + certificate + " (PEM is expected)", refusal());
    Files.delete(certificate);
    assertEquals("there is no certificate file " + certificate, refusal());
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    String before = Files.readString(key);
    Files.delete(certificate);
    assertThrows(
        IOException.class,
        () -> SelfSigned.write(certificate, key, List.of("localhost"), Duration.ofDays(1)));
    assertEquals(before, Files.readString(key));
    assertTrue(Files.notExists(certificate));
  }
}
