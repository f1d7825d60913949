package recado.client.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recado.protocol.UserName;

final class ContactsTest {
  private static final UserName BRUNO = new UserName("bruno");

  @TempDir private Path folder;
  private final List<Damage> damages = new ArrayList<>();

  @Test
  void namesAreThereAfterARestart() throws IOException {
    open().put(BRUNO, "Bruno Silva");
    open().put(new UserName("ana@example.org"), "Ana \"Aninha\"");

    assertEquals(Optional.of("Bruno Silva"), open().nameOf(BRUNO));
    assertEquals(
        Map.of(BRUNO, "Bruno Silva", new UserName("ana@example.org"), "Ana \"Aninha\""),
        open().all());
  }

  @Test
  void namesAreTakenBack() throws IOException {
    Contacts contacts = open();
    contacts.put(BRUNO, "Bruno Silva");
    assertTrue(contacts.remove(BRUNO));
    assertFalse(contacts.remove(BRUNO));
    assertEquals(Map.of(), open().all());
  }

  @Test
  void theFileIsOneThatAPersonCanEdit() throws IOException {
    open().put(BRUNO, "Bruno Silva");
    assertEquals("{\n  \"@bruno\" : \"Bruno Silva\"\n}\n", Files.readString(file()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"bruno\":\"no sign\"}", "{\"@bruno\":7}"})
  void aDamagedFileIsSetAsideAndNotOverwritten(String content) throws IOException {
    Files.writeString(file(), content);

    open().put(BRUNO, "Bruno Silva");

    Path kept = folder.resolve("contacts.json.damaged");
    assertEquals(List.of(new Damage.BadFile(file(), kept)), damages);
    assertEquals(content, Files.readString(kept));
    assertEquals(Optional.of("Bruno Silva"), open().nameOf(BRUNO));
  }

  @Test
  void aSecondDamagedFileDoesNotReplaceTheFirst() throws IOException {
    Files.writeString(file(), "first");
    open();
    Files.writeString(file(), "second");
    open();

    assertEquals("first", Files.readString(folder.resolve("contacts.json.damaged")));
    assertEquals("second", Files.readString(folder.resolve("contacts.json.damaged-2")));
  }

  private Contacts open() throws IOException {
    return Contacts.open(file(), damages::add);
  }

  private Path file() {
    return folder.resolve("contacts.json");
  }
}
