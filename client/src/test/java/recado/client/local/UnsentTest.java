package recado.client.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recado.client.local.Unsent.Waiting;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.GroupName;
import recado.protocol.Text;

final class UnsentTest {
  @TempDir private Path folder;
  private final List<Damage> damages = new ArrayList<>();

  @Test
  void whatWaitsIsThereAfterACrashInTheOrderOfWriting() throws IOException {
    Unsent unsent = open();
    unsent.add(waiting("c1"));
    unsent.add(waiting("c2"));
    unsent.add(waiting("c3"));
    unsent.force();
    assertEquals(Optional.of(waiting("c2")), unsent.remove(new Cid("c2")));
    unsent.force();

    assertEquals(List.of(waiting("c1"), waiting("c3")), List.copyOf(open().messages()));
  }

  @Test
  void whatTheServerHasIsTakenOutOnce() throws IOException {
    Unsent unsent = open();
    unsent.add(waiting("c1"));
    assertTrue(unsent.remove(new Cid("c1")).isPresent());
    assertEquals(Optional.empty(), unsent.remove(new Cid("c1")));
  }

  @Test
  void theFileIsEmptyWheneverNothingWaits() throws IOException {
    Unsent unsent = open();
    unsent.add(waiting("c1"));
    unsent.force();
    unsent.remove(new Cid("c1"));
    unsent.force();

    assertEquals(0, Files.size(file()));
    unsent.add(waiting("c2"));
    unsent.force();
    assertEquals(List.of(waiting("c2")), List.copyOf(open().messages()));
  }

  @Test
  void aTornLastLineIsDroppedAndReported() throws IOException {
    Unsent unsent = open();
    unsent.add(waiting("c1"));
    unsent.force();
    append("{\"cid\":\"c2\",\"ti");

    assertEquals(List.of(waiting("c1")), List.copyOf(open().messages()));
    assertEquals(List.of(new Damage.TornLine(file(), 2)), damages);
  }

  @Test
  void aDamagedLineIsSetAside() throws IOException {
    append("{\"cid\":\"not a cid\",\"time\":1,\"to\":\"@a\",\"text\":\"x\"}\n");
    append("{\"cid\":\"c2\",\"time\":1,\"to\":\"nobody\",\"text\":\"x\"}\n");
    Unsent unsent = open();
    unsent.add(waiting("c3"));
    unsent.force();

    assertEquals(2, damages.size());
    assertEquals(List.of(waiting("c3")), List.copyOf(open().messages()));
    assertEquals(2, Files.readAllLines(folder.resolve("unsent.jsonl.damaged")).size());
  }

  private Unsent open() throws IOException {
    return Unsent.open(file(), damages::add);
  }

  private Path file() {
    return folder.resolve("unsent.jsonl");
  }

  private void append(String text) throws IOException {
    Files.writeString(file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static Waiting waiting(String cid) {
    return new Waiting(
        new Cid(cid), 7, Conversation.in(new GroupName("familia")), Text.of("olá\n" + cid));
  }
}
