package recado.client.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import recado.protocol.ProtocolException;

/** A small file that is one JSON object, read once and replaced as a whole. */
final class JsonFile {
  /** Makes a value of the object, or throws. */
  interface Form<T> {
    T read(ObjectNode object) throws ProtocolException;
  }

  private JsonFile() {}

  /**
   * What the file holds; nothing if there is none. A file that cannot be understood gets another
   * name and is reported, so that it is not overwritten.
   *
   * @throws IOException if the disk fails
   */
  static <T> Optional<T> read(Path file, Form<T> form, Consumer<Damage> damages)
      throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    try {
      return Optional.of(form.read(Json.parse(bytes)));
    } catch (IOException | IllegalArgumentException | ProtocolException _) {
      Path kept = PrivateFiles.unusedNameFor(file);
      Files.move(file, kept);
      damages.accept(new Damage.BadFile(file, kept));
      return Optional.empty();
    }
  }

  static void write(Path file, ObjectNode object) throws IOException {
    PrivateFiles.replace(file, Json.pretty(object));
  }
}
