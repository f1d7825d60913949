package recado.server.dialect.zap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import recado.protocol.ProtocolException;

/** Where one message ends and the next begins, in what reads have given. */
final class ZapReaderTest {
  private static final String ME = "1000000000001";
  private static final String OTHER = "1000000000002";
  private static final String TIME = "1700000000";

  /** Gives one of these with each read. */
  private static InputStream reads(byte[]... reads) {
    return new InputStream() {
      private int next;

      @Override
      public int read() {
        throw new UnsupportedOperationException("one byte is no message");
      }

      @Override
      public int read(byte[] buffer, int from, int length) throws IOException {
        if (next == reads.length) {
          return -1;
        }
        int read = new ByteArrayInputStream(reads[next]).read(buffer, from, length);
        next++;
        return read;
      }
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What the reader makes of it, each message as people would say it. */
  private static List<String> said(byte[]... reads) throws IOException {
    ZapReader reader = new ZapReader(reads(reads), ZapReaderTest::isMine);
    List<String> said = new ArrayList<>();
    while (true) {
      try {
        ZapMessage message = reader.next();
        if (message == null) {
          return said;
        }
        said.add(written(message));
      } catch (ProtocolException e) {
        said.add("error");
      }
    }
  }

  private static boolean isMine(ZapMessage message) {
    return !(message instanceof ZapMessage.Send send) || send.from().number().equals(ME);
  }

  private static String written(ZapMessage message) {
    return switch (message) {
      case ZapMessage.Register _ -> "register";
      case ZapMessage.SignOn(ZapId id) -> "sign on " + id;
      case ZapMessage.Send(ZapId _, ZapId to, String _, String text) -> to + " " + text;
      case ZapMessage.Read(ZapId from, String time) -> "read " + from + " " + time;
      case ZapMessage.CreateGroup(ZapId creator, String _, List<ZapId> members) ->
          "group of " + creator + members;
    };
  }

  private static List<String> said(String... reads) throws IOException {
    return said(Arrays.stream(reads).map(ZapReaderTest::utf8).toArray(byte[][]::new));
  }

  @Test
  void whatHasAFixedWidthIsCut() throws IOException {
    assertEquals(List.of("register", "register", "register"), said("010101"));
    assertEquals(
        List.of(
            "sign on " + ME,
            "read " + OTHER + " 1700000001",
            "read " + OTHER + " 1700000002",
            OTHER + " oi"),
        said(
            "03"
                + ME
                + "08"
                + OTHER
                + "1700000001"
                + "08"
                + OTHER
                + "1700000002"
                + "05"
                + ME
                + OTHER
                + TIME
                + "oi"));
  }

  @Test
  void aTextGoesOnToTheEndOfTheRead() throws IOException {
    assertEquals(
        List.of(OTHER + " oi08" + OTHER + TIME, OTHER + " again"),
        said("05" + ME + OTHER + TIME + "oi08" + OTHER + TIME, "05" + ME + OTHER + TIME + "again"));
  }

  @Test
  void aMessageThatWasCutInTwoIsPutTogetherWhereverThatWas() throws IOException {
    for (String whole :
        List.of(
            "01",
            "03" + ME,
            "08" + OTHER + TIME,
            "10" + ME + TIME + OTHER + "1000000000003",
            "05" + ME + OTHER + TIME)) {
      List<String> expected = said(whole);
      for (int cut = 1; cut < whole.length(); cut++) {
        if (whole.startsWith("10") && (cut == 25 || cut == 38)) {
          continue; // there it is whole
        }
        assertEquals(expected, said(whole.substring(0, cut), whole.substring(cut)), whole + cut);
      }
    }
  }

  @Test
  void aCharacterThatWasCutInTwoIsPutTogether() throws IOException {
    byte[] whole = utf8("05" + ME + OTHER + TIME + "é€😀");
    for (int cut : new int[] {39, 41, 42, 44, 45, 46}) {
      byte[] first = Arrays.copyOf(whole, cut);
      byte[] second = Arrays.copyOfRange(whole, cut, whole.length);
      assertEquals(List.of(OTHER + " é€😀"), said(first, second), "cut at " + cut);
    }
  }

  @Test
  void aCharacterThatStaysHalfCostsNobodyTheNextMessage() throws IOException {
    byte[] whole = utf8("05" + ME + OTHER + TIME + "oi é");
    byte[] broken = Arrays.copyOf(whole, whole.length - 1);
    String next = "05" + ME + OTHER + TIME + "next";
    assertEquals(List.of(OTHER + " oi \ufffd", OTHER + " next"), said(broken, utf8(next)));
    assertEquals(List.of(OTHER + " oi \ufffd"), said(broken));
  }

  @Test
  void garbageCostsNobodyTheNextMessage() throws IOException {
    String message = "05" + ME + OTHER + TIME + "oi";
    for (String garbage :
        List.of("x", "0", "05", "0512345", "99", "03abc", "08" + OTHER, "Olá!", "\0\0\0\0")) {
      List<String> said = said(garbage, message);
      assertEquals(OTHER + " oi", said.getLast(), garbage + " " + said);
    }
  }

  @Test
  void whoTypesEndsALineAndMeansNothingByIt() throws IOException {
    assertEquals(List.of("register", "sign on " + ME), said("01\n", "03" + ME + "\r\n"));
  }

  @Test
  void idsComeInBothForms() throws IOException {
    assertEquals(
        List.of("sign on 1000000000007", "read 2000000000012 " + TIME),
        said("03Client-000007", "08Group-0000012" + TIME));
    assertEquals(List.of("error"), said("03Client-00007x"));
    assertEquals("Client-000007", new ZapId("1000000000007").named());
    assertEquals("Group-0000012", new ZapId("2000000000012").named());
    assertEquals("1000001000000", new ZapId("1000001000000").named());
  }

  @Test
  void theMembersOfAGroupEndWhereAnotherMessageBegins() throws IOException {
    String group = "10" + ME + TIME + OTHER;
    String made = "group of " + ME + "[" + OTHER + "]";
    assertEquals(List.of(made, "read " + OTHER + " " + TIME), said(group + "08" + OTHER + TIME));
    assertEquals(List.of(made, OTHER + " oi"), said(group + "05" + ME + OTHER + TIME + "oi"));
    assertEquals(List.of(made, "register"), said(group + "\n", "01"));
  }

  @Test
  void aByteThatBeginsNoCharacterHoldsNothingBack() throws IOException {
    byte[] message = utf8("05" + ME + OTHER + TIME + "oi?");
    message[message.length - 1] = (byte) 0xff;
    assertEquals(List.of(OTHER + " oi\ufffd", "register"), said(message, utf8("01")));
  }

  @Test
  void aGroupHasAtMostEightOthers() throws IOException {
    String eight = OTHER.repeat(8);
    assertEquals(1, said("10" + ME + TIME + eight).size());
    assertEquals(List.of("error"), said("10" + ME + TIME + eight + OTHER));
  }
}
