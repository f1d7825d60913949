package recado.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code recado}: from which caches it starts, and that nobody sees anything of it. */
@Timeout(300)
final class LauncherTest {
  private static Checkout.Jars jars;

  @TempDir private Path folder;

  @BeforeAll
  static void build(@TempDir Path folder) throws IOException {
    jars = Checkout.Jars.makeIn(folder);
  }

  @Test
  void rehearsesWhileTheFirstStartGoesOnAndStartsFromTheCachesAfterwards() throws Exception {
    Checkout checkout = Checkout.at(folder, jars);
    checkout.withTheRealRehearsal();
    assertFalse(checkout.startsFromCache("chat"), "a cache before the rehearsal");
    expectVersions(checkout); // while it is under way
    checkout.awaitRehearsal();

    assertTrue(Files.exists(checkout.serverCache()), "the server's cache");
    assertTrue(Files.exists(checkout.clientCache()), "the client's cache");
    assertFalse(Files.exists(folder.resolve("target/rehearsal")), "what the rehearsal needed");
    assertTrue(checkout.startsFromCache("server"), "the server starts from its cache");
    assertTrue(checkout.startsFromCache("chat"), "the client starts from its cache");
    expectVersions(checkout);

    cut(checkout.clientCache()); // another Java's, another jar's, and others: the JVM sees it alike
    Files.writeString(checkout.serverCache(), "no cache");
    expectVersions(checkout);
    assertFalse(checkout.startsFromCache("chat"), "from half a cache");
  }

  @Test
  void rehearsesAgainForAJarThatIsNewer() throws Exception {
    Checkout checkout = Checkout.at(folder, jars);
    expectVersion(checkout, "chat");
    checkout.awaitRehearsal();
    Files.setLastModifiedTime(checkout.clientJar(), FileTime.from(Instant.now()));
    assertEquals(1, checkout.rehearsals());
    expectVersion(checkout, "chat");
    checkout.awaitRehearsal();
    assertEquals(2, checkout.rehearsals());
  }

  @Test
  void doesNotTryAgainWhatCannotBeMade() throws Exception {
    Checkout checkout = Checkout.at(folder, jars); // whose rehearsal makes nothing
    expectVersion(checkout, "server");
    checkout.awaitRehearsal();
    expectVersions(checkout);
    assertEquals(1, checkout.rehearsals());
  }

  @Test
  void startsWithoutAWordWhereNothingCanBeWritten() throws Exception {
    Checkout checkout = Checkout.at(folder, jars);
    Files.delete(folder.resolve("target"));
    Files.createFile(folder.resolve("target")); // even root cannot make a folder there
    expectVersions(checkout);
    assertFalse(Files.exists(checkout.serverCache()));
  }

  private static void expectVersions(Checkout checkout) throws Exception {
    expectVersion(checkout, "server");
    expectVersion(checkout, "chat");
  }

  private static void expectVersion(Checkout checkout, String command) throws Exception {
    Checkout.Ended ended = checkout.run("", command, "--version");
    assertEquals("", ended.errors());
    assertEquals(1, ended.output().lines().count(), ended.output());
    assertEquals(0, ended.exitCode());
  }

  private static void cut(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }
  }
}
