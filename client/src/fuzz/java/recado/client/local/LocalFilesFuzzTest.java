package recado.client.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import recado.protocol.Conversation;
import recado.protocol.Event;

/**
 * A folder of an account in which one file has anything in it: it is read, or put aside and
 * reported, and then the client starts as if there had been none.
 */
final class LocalFilesFuzzTest {
  private static final History.Replay NOBODY =
      new History.Replay() {
        @Override
        public void entry(Conversation in, Event.Entry entry) {}

        @Override
        public void mark(Conversation in, Mark mark) {}
      };

  /** Reads one of a folder's files. */
  private interface Reading {
    void in(AccountFolder folder, Consumer<Damage> damages) throws IOException;
  }

  /** What is reported the first time is mended: the second time there is nothing to report. */
  private static void readTwice(String file, byte[] content, Reading reading) throws IOException {
    Path path = Files.createTempDirectory("account");
    try {
      Files.createDirectories(path.resolve(file).getParent());
      Files.write(path.resolve(file), content);
      try (AccountFolder folder = AccountFolder.open(path)) {
        reading.in(folder, _ -> {});
        List<Damage> damages = new ArrayList<>();
        reading.in(folder, damages::add);
        assertEquals(List.of(), damages);
      }
    } finally {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path each : files.toList().reversed()) {
          Files.delete(each);
        }
      }
    }
  }

  @FuzzTest(maxDuration = "2m")
  void account(byte[] content) throws IOException {
    readTwice("account.json", content, AccountFolder::account);
  }

  @FuzzTest(maxDuration = "2m")
  void contacts(byte[] content) throws IOException {
    readTwice("contacts.json", content, AccountFolder::contacts);
  }

  @FuzzTest(maxDuration = "2m")
  void notices(byte[] content) throws IOException {
    readTwice("notices.json", content, AccountFolder::noticeLevels);
  }

  @FuzzTest(maxDuration = "2m")
  void drafts(byte[] content) throws IOException {
    readTwice("drafts.json", content, AccountFolder::drafts);
  }

  @FuzzTest(maxDuration = "2m")
  void unsent(byte[] content) throws IOException {
    readTwice("unsent.jsonl", content, AccountFolder::unsent);
  }

  @FuzzTest(maxDuration = "2m")
  void history(byte[] content) throws IOException {
    readTwice(
        "history/@bruno.jsonl", content, (folder, damages) -> folder.history(NOBODY, damages));
  }

  @FuzzTest(maxDuration = "2m")
  void knownServers(byte[] content) throws IOException {
    readTwice(
        "known-servers.json",
        content,
        (folder, damages) ->
            new KnownServers(folder.path().resolve("known-servers.json"), damages)
                .of("casa.local:3334"));
  }

  @FuzzTest(maxDuration = "2m")
  void archive(byte[] content) throws IOException {
    try {
      Archive.read(new ByteArrayInputStream(content));
    } catch (Archive.NoArchiveException expected) {
      assertTrue(!String.valueOf(expected.getMessage()).isBlank());
    }
  }
}
