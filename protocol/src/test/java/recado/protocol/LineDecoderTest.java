package recado.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
final class LineDecoderTest {
  private static final String TOO_LONG = "(too long)";
  private static final String ENDLESS = "(endless)";

  /** A peer whose bytes come in pieces, as they do from a socket. */
  private static final class Pieces extends InputStream {
    private final byte[] bytes;
    private final IntSupplier pieceLength;
    private int position;

    Pieces(String content, IntSupplier pieceLength) {
      bytes = content.getBytes(StandardCharsets.US_ASCII);
      this.pieceLength = pieceLength;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("one byte at a time is not how sockets are read");
    }

    /** Now and then there is nothing to read for a while: a piece of length 0. */
    @Override
    public int read(byte[] target, int offset, int room) throws SocketTimeoutException {
      if (position == bytes.length) {
        return -1;
      }
      int piece = Math.min(pieceLength.getAsInt(), Math.min(room, bytes.length - position));
      if (piece == 0) {
        throw new SocketTimeoutException();
      }
      System.arraycopy(bytes, position, target, offset, piece);
      position += piece;
      return piece;
    }
  }

  private static List<String> linesOf(String content) throws IOException {
    return linesOf(content, () -> Integer.MAX_VALUE);
  }

  /** What the decoder makes of it: each line, or what was wrong with it. */
  private static List<String> linesOf(String content, IntSupplier pieceLength) throws IOException {
    LineDecoder decoder = LineDecoder.ofRequests(new Pieces(content, pieceLength));
    List<String> lines = new ArrayList<>();
    while (true) {
      try {
        if (!decoder.advance()) {
          return lines;
        }
        WireLine line = decoder.line();
        lines.add(line.paramCount() == 0 ? line.verb() : line.verb() + " " + line.param(0));
      } catch (ProtocolException e) {
        assertEquals(ErrorCode.TOO_LONG, e.code());
        assertEquals(ProtocolException.NO_VERB, e.verb());
        lines.add(TOO_LONG);
      } catch (SocketTimeoutException expected) {
        // whoever reads looks after other things and comes back
      } catch (EndlessLineException e) {
        lines.add(ENDLESS);
        return lines;
      }
    }
  }

  /** A line of so many bytes, its ending not counted. */
  private static String lineOf(int length) {
    return "X " + "a".repeat(length - 2);
  }

  @Test
  void endsALineWithLfOrCrLf() throws IOException {
    assertEquals(List.of("A 1", "B 2", "C"), linesOf("A 1\nB 2\r\nC\n"));
  }

  @Test
  void givesManyLinesOfOneRead() throws IOException, ProtocolException {
    LineDecoder decoder = LineDecoder.ofRequests(new Pieces("A\nB\nC\nD", () -> 100));
    assertFalse(decoder.hasBufferedLine());
    assertTrue(decoder.advance());
    assertEquals("A", decoder.line().verb());
    assertTrue(decoder.hasBufferedLine());
    assertTrue(decoder.advance());
    assertTrue(decoder.advance());
    assertEquals("C", decoder.line().verb());
    assertFalse(decoder.hasBufferedLine());
    assertFalse(decoder.advance());
  }

  @Test
  void takesOneByteAtATime() throws IOException {
    String longest = lineOf(8_190);
    String content = "A 1\r\n" + longest + "\r\n" + longest + "aa\nB 2\n";
    assertEquals(List.of("A 1", longest, TOO_LONG, "B 2"), linesOf(content, () -> 1));
  }

  @Test
  void aLineHasAtMost8192BytesWithItsEnding() throws IOException {
    assertEquals(List.of(lineOf(8_191), "B"), linesOf(lineOf(8_191) + "\nB\n"));
    assertEquals(List.of(lineOf(8_190), "B"), linesOf(lineOf(8_190) + "\r\nB\n"));
    assertEquals(List.of(TOO_LONG, "B"), linesOf(lineOf(8_192) + "\nB\n"));
    assertEquals(List.of(TOO_LONG, "B"), linesOf(lineOf(8_191) + "\r\nB\n"));
  }

  @Test
  void skipsSeveralTooLongLinesInARow() throws IOException {
    String content = "A\n" + (lineOf(20_000) + "\n").repeat(5) + lineOf(9_000) + "\nB\n";
    assertEquals(
        List.of("A", TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, "B"),
        linesOf(content));
  }

  @Test
  void endsTheConnectionAfter64KibWithoutAnEnding() throws IOException {
    assertEquals(List.of("A", ENDLESS), linesOf("A\n" + lineOf(65_536)));
    assertEquals(List.of("A", ENDLESS), linesOf("A\n" + lineOf(65_536) + "\nB\n"));
    assertEquals(List.of("A", TOO_LONG, "B"), linesOf("A\n" + lineOf(65_535) + "\nB\n"));
  }

  @Test
  void takesALittleMoreFromAServer() throws IOException, ProtocolException {
    String longest = lineOf(8_191 + 256);
    Pieces pieces = new Pieces(longest + "\n" + longest + "a\n", () -> Integer.MAX_VALUE);
    LineDecoder decoder = LineDecoder.ofEvents(pieces);
    assertTrue(decoder.advance());
    assertEquals(longest, "X " + decoder.line().param(0));
    ProtocolException refusal = assertThrows(ProtocolException.class, decoder::advance);
    assertEquals(ErrorCode.TOO_LONG, refusal.code());
  }

  @Test
  void goesOnWhereATimeOutHasInterruptedIt() throws IOException {
    String content = "A 1\n" + lineOf(9_000) + "\n" + lineOf(40_000) + "\nB 2\n";
    Iterator<Integer> pieces = Stream.iterate(0, i -> i == 0 ? 700 : 0).iterator();
    assertEquals(List.of("A 1", TOO_LONG, TOO_LONG, "B 2"), linesOf(content, pieces::next));
  }

  @Test
  void countsEachLineForItself() throws IOException {
    String content = (lineOf(60_000) + "\n").repeat(3) + "B\n";
    assertEquals(List.of(TOO_LONG, TOO_LONG, TOO_LONG, "B"), linesOf(content));
  }

  @Test
  void aLastLineWithoutAnEndingIsNoLine() throws IOException {
    assertEquals(List.of("A"), linesOf("A\nB 2"));
    assertEquals(List.of(), linesOf(""));
    assertEquals(List.of(TOO_LONG), linesOf(lineOf(30_000)));
  }

  @Test
  void staysAtTheEnd() throws IOException, ProtocolException {
    LineDecoder decoder = LineDecoder.ofRequests(new Pieces("A\nB", () -> 100));
    assertTrue(decoder.advance());
    assertFalse(decoder.advance());
    assertFalse(decoder.advance());
  }

  @Test
  void passesOnThatReadingFailed() throws IOException {
    InputStream closed = InputStream.nullInputStream();
    closed.close();
    assertThrows(IOException.class, LineDecoder.ofRequests(closed)::advance);
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 60);
  }

  /** The buffer grows and shrinks with the traffic; what is read must not depend on it. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void readsTheSameHoweverTheBytesCome(long seed) throws IOException {
    Random random = new Random(seed);
    String content = randomContent(random);
    List<String> expected = expectedLinesOf(content);
    assertEquals(expected, linesOf(content, () -> randomPieceLength(random)));
    assertEquals(expected, linesOf(content));
  }

  private static String randomContent(Random random) {
    StringBuilder content = new StringBuilder();
    for (int lines = random.nextInt(60); lines > 0; lines--) {
      int length =
          switch (random.nextInt(12)) {
            case 0 -> 8_185 + random.nextInt(12);
            case 1 -> 16_380 + random.nextInt(10);
            case 2 -> 3 + random.nextInt(40_000);
            case 3, 4 -> 500 + random.nextInt(50);
            default -> 3 + random.nextInt(120);
          };
      content.append("X ");
      for (int i = 2; i < length; i++) {
        content.append((char) ('a' + random.nextInt(26)));
      }
      content.append(random.nextBoolean() ? "\n" : "\r\n");
    }
    return content.append("X".repeat(random.nextInt(3))).toString();
  }

  private static int randomPieceLength(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(3);
      case 1 -> 1 + random.nextInt(60);
      case 2 -> 1 + random.nextInt(2_000);
      default -> 20_000;
    };
  }

  /** The same in the plainest way, with everything in memory. */
  private static List<String> expectedLinesOf(String content) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int end = content.indexOf('\n'); end >= 0; end = content.indexOf('\n', start)) {
      String line = content.substring(start, end);
      if (line.length() + 1 > Limits.MAX_LINE_BYTES) {
        lines.add(TOO_LONG);
      } else {
        String stripped = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        lines.add(stripped);
      }
      start = end + 1;
    }
    return lines;
  }
}
