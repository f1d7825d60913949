package recado.server.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What the server keeps of a device's token: its SHA-256 in hexadecimal.
 *
 * <p>A token has 256 random bits, so a plain hash is as good as a slow one: there is nothing to
 * guess.
 */
public record TokenHash(String hex) {
  /**
   * Takes 64 hexadecimal digits.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public TokenHash {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256 in hexadecimal");
    }
  }

  /** The hash of a token. */
  public static TokenHash of(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return new TokenHash(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Whether both are the same, in a time that does not tell where they differ. */
  public boolean matches(TokenHash other) {
    return MessageDigest.isEqual(
        hex.getBytes(StandardCharsets.US_ASCII), other.hex.getBytes(StandardCharsets.US_ASCII));
  }
}
