package recado.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our check against the JDK's decoder, which reports every error. They differ by NUL alone. */
@Timeout(30)
final class Utf8Test {
  private final CharsetDecoder jdk = StandardCharsets.UTF_8.newDecoder();
  private final CharBuffer characters = CharBuffer.allocate(64);

  private boolean isValidForTheJdk(ByteBuffer bytes) {
    jdk.reset();
    characters.clear();
    bytes.rewind();
    return jdk.decode(bytes, characters, true).isUnderflow();
  }

  private static boolean hasNul(byte[] bytes) {
    for (byte b : bytes) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  private void checkAgainstTheJdk(byte[] bytes, ByteBuffer sameBytes) {
    boolean expected = isValidForTheJdk(sameBytes) && !hasNul(bytes);
    if (Utf8.isValidWithoutNul(bytes, 0, bytes.length) != expected) {
      assertEquals(expected, !expected, HexFormat.of().formatHex(bytes));
    }
  }

  @Test
  void agreesWithTheJdkOnAllSequencesOfOneToThreeBytes() {
    for (int length = 1; length <= 3; length++) {
      byte[] bytes = new byte[length];
      ByteBuffer sameBytes = ByteBuffer.wrap(bytes);
      for (int sequence = 0; sequence < 1 << (8 * length); sequence++) {
        for (int i = 0; i < length; i++) {
          bytes[i] = (byte) (sequence >> (8 * i));
        }
        checkAgainstTheJdk(bytes, sameBytes);
      }
    }
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 20);
  }

  /** Bytes that lead, go on or stand at the edges of what is valid, so that many are. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void agreesWithTheJdkOnLongerSequences(long seed) {
    Random random = new Random(seed);
    byte[] telling = HexFormat.of().parseHex("7f80818f909fa0bfc1c2dfe0e1ecedeeeff0f1f3f4f5ff61");
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[4 + random.nextInt(6)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = telling[random.nextInt(telling.length)];
      }
      checkAgainstTheJdk(bytes, ByteBuffer.wrap(bytes));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void takesEveryTextAndRefusesItCutShortInsideACharacter(long seed) {
    Random random = new Random(seed);
    int codePoint = 0x10000 + random.nextInt(0x100000);
    byte[] bytes = ("oi" + Character.toString(codePoint)).getBytes(StandardCharsets.UTF_8);
    assertTrue(Utf8.isValidWithoutNul(bytes, 0, 6));
    for (int cut = 3; cut < 6; cut++) {
      assertFalse(Utf8.isValidWithoutNul(bytes, 0, cut));
    }
    assertTrue(Utf8.isValidWithoutNul(bytes, 2, 6));
    assertTrue(Utf8.isValidWithoutNul(bytes, 1, 2));
  }

  @Test
  void refusesNul() {
    assertFalse(Utf8.isValidWithoutNul(new byte[] {'a', 0, 'b'}, 0, 3));
    assertTrue(Utf8.isValidWithoutNul(new byte[] {'a', 0, 'b'}, 2, 3));
  }

  @Test
  void nothingIsValid() {
    assertTrue(Utf8.isValidWithoutNul(new byte[0], 0, 0));
  }
}
