package recado.client.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import recado.client.desk.Errand;
import recado.client.desk.Report;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.EntryId;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.GroupName;
import recado.protocol.ProtocolException;
import recado.protocol.Text;
import recado.protocol.UserName;

/** What passes through the control socket comes out as it went in. */
final class ControlCodecTest {
  private static final Text TEXT = Text.of("olá\n\"日本\" \\ \u0001");

  @Test
  void errandsComeThrough() throws ProtocolException {
    UserName ana = UserName.parse("@ana");
    Cid cid = new Cid("3f0c");
    for (DeliveryState state : DeliveryState.values()) {
      comesThrough(new Errand.Send(cid, Conversation.with(ana), TEXT, state));
    }
    comesThrough(
        new Errand.Send(cid, Conversation.in(GroupName.parse("#casa")), TEXT, DeliveryState.READ));
    comesThrough(new Errand.Send(cid, Conversation.LOBBY, Text.EMPTY, DeliveryState.PENDING));
    comesThrough(new Errand.Listen());
    comesThrough(new Errand.Who(List.of()));
    comesThrough(new Errand.Who(List.of(ana, UserName.parse("@bruno"))));
  }

  private static void comesThrough(Errand errand) {
    String line = ControlCodec.write(errand);
    assertFalse(line.contains("\n"), line);
    assertEquals(errand, ControlCodec.readErrand(line));
  }

  @Test
  void reportsComeThrough() throws ProtocolException {
    UserName ana = UserName.parse("@ana");
    Conversation bruno = Conversation.with(UserName.parse("@bruno"));
    comesThrough(new Report.Sent(new EntryId(41), 1_764_547_200_000L));
    for (DeliveryState state : DeliveryState.values()) {
      comesThrough(new Report.Reached(state));
    }
    for (ErrorCode code : ErrorCode.values()) {
      comesThrough(new Report.Refused(code, TEXT));
    }
    comesThrough(new Report.Held(TEXT));
    comesThrough(new Report.Came(bruno, new Event.Message(new EntryId(42), 5, ana, bruno, TEXT)));
    comesThrough(new Report.People(List.of()));
    comesThrough(new Report.People(List.of(new Event.Presence(ana, false, 7))));
  }

  private static void comesThrough(Report report) {
    String line = ControlCodec.write(report);
    assertFalse(line.contains("\n"), line);
    assertEquals(report, ControlCodec.readReport(line));
  }

  @Test
  void whatIsNoneIsRefused() {
    for (String line :
        List.of(
            "",
            "{",
            "[]",
            "{\"version\":1}",
            "{\"version\":2,\"listen\":true}",
            "{\"listen\":true}",
            "{\"version\":1,\"send\":\"bruno\",\"cid\":\"a\",\"text\":\"x\",\"until\":\"read\"}",
            "{\"version\":1,\"send\":\"@bruno\",\"cid\":\"a\",\"text\":1,\"until\":\"read\"}",
            "{\"version\":1,\"send\":\"@bruno\",\"cid\":\"a\",\"text\":\"x\",\"until\":\"soon\"}")) {
      assertThrows(IllegalArgumentException.class, () -> ControlCodec.readErrand(line), line);
    }
    for (String line : List.of("", "{}", "{\"sent\":\"x\"}", "{\"refused\":\"NEVER\"}")) {
      assertThrows(IllegalArgumentException.class, () -> ControlCodec.readReport(line), line);
    }
  }
}
