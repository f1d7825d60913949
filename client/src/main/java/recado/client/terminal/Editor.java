package recado.client.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The editor that a person has chosen for all programs. Stateless; the calling thread waits. */
final class Editor {
  private Editor() {}

  /**
   * Lets the person edit a text in a private file, which is gone afterwards. The terminal must be
   * as it was before the client began.
   *
   * @return the text without the line feed that editors put at the end; as it was if the editor
   *     says that it failed, as after {@code :cq}
   * @throws IOException if there is no such editor, or the disk fails
   */
  static String edit(String text, Map<String, String> environment) throws IOException {
    Path file = Files.createTempFile("recado-", ".txt"); // which only its owner can read
    try {
      Files.writeString(file, text.isEmpty() ? "" : text + "\n");
      Process editor = new ProcessBuilder(command(environment, file)).inheritIO().start();
      if (editor.waitFor() != 0) {
        return text;
      }
      return Files.readString(file).stripTrailing();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return text;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** The variables hold a command with its options, which is for the shell to take apart. */
  private static List<String> command(Map<String, String> environment, Path file) {
    String editor = environment.getOrDefault("VISUAL", environment.getOrDefault("EDITOR", ""));
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      return List.of(editor.isBlank() ? "notepad" : editor, file.toString());
    }
    String command = editor.isBlank() ? "vi" : editor;
    return List.of("/bin/sh", "-c", "exec " + command + " \"$1\"", "sh", file.toString());
  }
}
