package recado.server.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import recado.server.ServerProcess;

/** The container image, as the build has made it, unpacked as a daemon would do it. */
@Timeout(60)
final class ContainerImageIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir private Path folder;
  private Path image = Path.of("");
  private JsonNode config = JSON.createObjectNode();

  @BeforeEach
  void unpack() throws IOException, InterruptedException {
    Command.need("tar");
    image = Files.createDirectories(folder.resolve("image"));
    String tar = System.getProperty("recado.image", "target/recado-image.tar");
    Command.run("tar", "-xf", tar, "-C", image.toString());
    config = JSON.readTree(image.resolve(manifest().path("Config").asText()).toFile());
  }

  private JsonNode manifest() throws IOException {
    return JSON.readTree(image.resolve("manifest.json").toFile()).path(0);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  @Test
  void runsAsNobodyInParticularOnItsVolume() {
    JsonNode container = config.path("config");
    assertEquals("10001:10001", container.path("User").asText());
    assertEquals("/", container.path("WorkingDir").asText());
    assertTrue(container.path("Volumes").has("/data"), config::toString);
    assertTrue(container.path("ExposedPorts").has("3333/tcp"), config::toString);
    assertTrue(container.path("ExposedPorts").has("3334/tcp"), config::toString);
    List<String> entrypoint = texts(container.path("Entrypoint"));
    assertEquals(
        List.of("java", "-XX:+UseSerialGC", "-Xmn64m", "-XX:+UseCompactObjectHeaders"),
        entrypoint.subList(0, 4));
    assertEquals(List.of("--bind", "0.0.0.0", "--data", "/data"), texts(container.path("Cmd")));
    assertTrue(config.path("created").asText().startsWith("2026-11-01T00:00:00"), config::toString);
  }

  /** With its own Java, its own user and nothing of this machine but /dev and /proc. */
  @Test
  void serves() throws IOException, InterruptedException {
    Assumptions.assumeTrue(Command.isRoot(), "chroot needs root");
    Command.need("unshare");
    Path root = Files.createDirectories(folder.resolve("root"));
    for (String layer : texts(manifest().path("Layers"))) {
      Command.run("tar", "-xpf", image.resolve(layer).toString(), "-C", root.toString());
    }
    Files.createDirectories(root.resolve("dev"));
    Files.createDirectories(root.resolve("proc"));
    List<String> command = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c"));
    command.add(
        """
        root=$1; shift
        mount --rbind /dev "$root/dev" && mount --rbind /proc "$root/proc" &&
          exec chroot --userspec=10001:10001 "$root" "$@"
        """);
    command.addAll(List.of("sh", root.toString()));
    command.addAll(texts(config.path("config").path("Entrypoint")));
    command.addAll(List.of("--bind=127.0.0.1", "--port=0", "--data=/data"));
    ProcessBuilder container = new ProcessBuilder(command);
    for (String variable : texts(config.path("config").path("Env"))) {
      // The image's PATH, and where the programs are that get us there.
      String[] pair = variable.split("=", 2);
      String more = pair[0].equals("PATH") ? ":/usr/sbin:/usr/bin:/sbin:/bin" : "";
      container.environment().put(pair[0], pair[1] + more);
    }
    try (ServerProcess server = ServerProcess.start(container)) {
      FirstMessage.sendTo(server.address());
      server.stopInOrder();
    }
    assertEquals(10001, Files.getAttribute(root.resolve("data/users.csv"), "unix:uid"));
  }
}
