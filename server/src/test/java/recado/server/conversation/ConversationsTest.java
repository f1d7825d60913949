package recado.server.conversation;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the server promises, as conversations that a person can read. */
@Timeout(60)
final class ConversationsTest {
  @TempDir Path data;

  static List<String> conversations() throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Path folder() throws URISyntaxException {
    URL folder = ConversationsTest.class.getResource("/conversations");
    return Path.of(Objects.requireNonNull(folder).toURI());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conversations")
  void goesAsWritten(String name) throws IOException, URISyntaxException {
    try (Script script = new Script(data)) {
      script.play(Files.readAllLines(folder().resolve(name)));
    }
  }
}
