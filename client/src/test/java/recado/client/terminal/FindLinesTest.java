package recado.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recado.client.desk.Shown;
import recado.client.local.Contacts;
import recado.client.texts.Times;
import recado.protocol.Conversation;
import recado.protocol.EntryId;
import recado.protocol.Event;
import recado.protocol.Text;
import recado.protocol.UserName;

/** A hit is shown with what stands around it, and stands out there. */
final class FindLinesTest {
  private static final UserName ANA = new UserName("ana");
  private static final UserName BRUNO = new UserName("bruno");

  @TempDir private Path folder;

  @Test
  void whatWasLookedForIsInTheMiddle() throws IOException {
    String text = "uma frase ".repeat(20) + "sobre o Pão de São Paulo " + "e mais ".repeat(30);
    assertEquals(
        "   1  00:00 @bruno  @bruno: … frase uma frase sobre o Pão de São Paulo e mais e mais e"
            + " mais e mais e mais e m…",
        hit("pao sao", text).toString());
    assertEquals("   1  00:00 @bruno  @bruno: curto: pão", hit("PAO", "curto: pão").toString());
  }

  @Test
  void wordsStandOut() throws IOException {
    AttributedString line = hit("pao", "o pão e o pao");
    String shown = line.toString();
    int normal = shown.indexOf("o pão");
    for (int at : new int[] {shown.indexOf("pão"), shown.indexOf("pao")}) {
      assertTrue(line.styleAt(at).getStyle() != line.styleAt(normal).getStyle());
    }
  }

  private AttributedString hit(String words, String text) throws IOException {
    Contacts contacts = Contacts.open(folder.resolve("contacts.json"), _ -> {});
    Names names = new Names(ANA, contacts);
    Look look = new Look(true, true);
    Times times = new Times(ZoneOffset.UTC, LocalDate.EPOCH);
    FindLines lines = new FindLines(names, look, times, new MessageLines(names, look, times));
    Conversation bruno = Conversation.with(BRUNO);
    Event.Message message =
        new Event.Message(new EntryId(1), 0, BRUNO, Conversation.with(ANA), Text.of(text));
    Shown.Found found =
        new Shown.Found(words, null, List.of(new Shown.Hit(bruno, 0, message)), false);
    return lines.found(found).get(1).lines(0).getFirst();
  }
}
