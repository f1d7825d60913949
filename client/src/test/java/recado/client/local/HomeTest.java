package recado.client.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recado.protocol.DeviceName;
import recado.protocol.Secret;
import recado.protocol.UserName;

final class HomeTest {
  private static final UserName ANA = new UserName("ana");
  private static final String SERVER = "127.0.0.1:3333";

  @TempDir private Path parent;
  private final List<Damage> damages = new ArrayList<>();

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void itIsWhereTheSystemKeepsAPersonsData() {
    Path me = Path.of("/home/me");
    assertEquals(Path.of("/home/me/.local/share/recado"), Home.usualFolder(Map.of(), "Linux", me));
    assertEquals(
        Path.of("/data/recado"), Home.usualFolder(Map.of("XDG_DATA_HOME", "/data"), "Linux", me));
    assertEquals(
        Path.of("/home/me/.local/share/recado"),
        Home.usualFolder(Map.of("XDG_DATA_HOME", "not/absolute"), "Linux", me));
    assertEquals(
        Path.of("/home/me/Library/Application Support/Recado"),
        Home.usualFolder(Map.of(), "Mac OS X", me));
    assertEquals(
        Path.of("/roaming/Recado"),
        Home.usualFolder(Map.of("APPDATA", "/roaming"), "Windows 11", me));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobodyElseCanLookInside() throws IOException {
    Path folder = parent.resolve("new/home");
    try (AccountFolder account = Home.open(folder).account(SERVER, ANA)) {
      account.save(account());
    }
    Path of = folder.resolve("ana@127.0.0.1_3333");
    assertEquals("rwx------", modeOf(folder));
    assertEquals("rwx------", modeOf(of));
    assertEquals("rw-------", modeOf(of.resolve("account.json")));
  }

  private static String modeOf(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void theAccountIsThereAfterARestart() throws IOException {
    try (AccountFolder folder = home().account(SERVER, ANA)) {
      folder.save(account());
    }
    try (AccountFolder folder = home().account(SERVER, ANA)) {
      assertEquals(Optional.of(account()), folder.account(damages::add));
      folder.save(account().with(null));
      assertEquals(Optional.of(account().with(null)), folder.account(damages::add));
    }
  }

  @Test
  void theLastAccountIsRemembered() throws IOException {
    assertEquals(Optional.empty(), home().lastUsed(damages::add));
    Home.LastUsed used = new Home.LastUsed(SERVER, ANA);
    home().save(used);
    assertEquals(Optional.of(used), home().lastUsed(damages::add));
  }

  @Test
  void aSecondClientIsKeptOut() throws IOException {
    AccountFolder first = home().account(SERVER, ANA);
    AccountFolder other = home().account("other.example:3333", ANA);
    assertThrows(AccountFolder.InUseException.class, () -> home().account(SERVER, ANA));
    first.close();
    home().account(SERVER, ANA).close();
    other.close();
  }

  @ParameterizedTest
  @CsvSource({
    "Laptop.example.org, laptop",
    "MÁQUINA da Ana, m-quina-da-ana",
    "'', device",
    "-.-, device",
    "a-very-long-host-name-indeed, a-very-long-host-nam"
  })
  void aDeviceIsCalledAfterItsHost(String host, String cleaned) {
    assertEquals(cleaned, DeviceNames.cleaned(host));
    assertTrue(DeviceName.isValid(DeviceNames.make().value()));
  }

  private Home home() throws IOException {
    return Home.open(parent.resolve("home"));
  }

  private static Account account() {
    return new Account(SERVER, ANA, new DeviceName("laptop-x7k2m9"), Secret.of("token"));
  }
}
