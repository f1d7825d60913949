package recado.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * An Argon2id hash (RFC 9106) with its parameters, written as a PHC string:
 *
 * <pre>$argon2id$v=19$m=19456,t=2,p=1$&lt;salt&gt;$&lt;hash&gt;</pre>
 *
 * @param memoryKib how much memory it takes to compute, in KiB
 * @param iterations how many passes over that memory
 */
@SuppressWarnings("ArrayRecordComponent") // never compared but by matches()
record PasswordHash(int memoryKib, int iterations, byte[] salt, byte[] hash) {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,4}),p=1\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  static PasswordHash compute(String password, int memoryKib, int iterations, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] hash = compute(password, memoryKib, iterations, salt, HASH_BYTES);
    return new PasswordHash(memoryKib, iterations, salt, hash);
  }

  private static byte[] compute(
      String password, int memoryKib, int iterations, byte[] salt, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(iterations)
            .withParallelism(1)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }

  /**
   * Reads a PHC string.
   *
   * @throws IllegalArgumentException if it is not one of Argon2id, version 19, with one lane
   */
  static PasswordHash parse(String phc) {
    Matcher parts = PHC.matcher(phc);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not an Argon2id PHC string");
    }
    Base64.Decoder base64 = Base64.getDecoder();
    return new PasswordHash(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        base64.decode(parts.group(3)),
        base64.decode(parts.group(4)));
  }

  boolean matches(String password) {
    byte[] computed = compute(password, memoryKib, iterations, salt, hash.length);
    return MessageDigest.isEqual(computed, hash);
  }

  /** The PHC string. */
  @Override
  public String toString() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m="
        + memoryKib
        + ",t="
        + iterations
        + ",p=1$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }
}
