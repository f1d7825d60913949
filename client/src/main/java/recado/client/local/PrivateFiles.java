package recado.client.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import recado.client.texts.Phrase;

/** Files and folders that only their owner may open, and writes that survive a power cut. */
final class PrivateFiles {
  private static final String FOLDER_MODE = "rwx------";
  private static final String FILE_MODE = "rw-------";

  private PrivateFiles() {}

  /** Makes a folder of mode 700, and those above it as the system likes them. */
  static void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      Files.createDirectory(folder, mode(folder, FOLDER_MODE));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) { // another of our clients may have been quicker
        throw e;
      }
    }
  }

  /** Opens a file at its end, making it with mode 600 if there is none. */
  static FileChannel openToAppend(Path file) throws IOException {
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), mode(file, FILE_MODE));
  }

  /** Writes at the end and returns when the disk has it. */
  static void append(Path file, byte[] bytes) throws IOException {
    boolean isNew = !Files.exists(file);
    try (FileChannel channel = openToAppend(file)) {
      write(channel, bytes);
      channel.force(false);
    }
    if (isNew) {
      forceFolderOf(file);
    }
  }

  /** Puts a new file into the old one's place: after a power cut it is the one or the other. */
  static void replace(Path file, byte[] bytes) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (FileChannel channel = openToAppend(fresh)) {
      write(channel, bytes);
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolderOf(file);
  }

  private static void write(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** A file's name is on disk when its folder is; systems that cannot do this do not need it. */
  private static void forceFolderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException expected) {
      // Windows does not open folders.
    }
  }

  private static FileAttribute<?>[] mode(Path path, String mode) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * A name beside this file that nothing has: {@code contacts.json.damaged}, {@code …damaged-2}.
   */
  static Path unusedNameFor(Path file) {
    for (int number = 1; number < Integer.MAX_VALUE; number++) {
      String ending = number == 1 ? ".damaged" : ".damaged-" + number;
      Path name = file.resolveSibling(file.getFileName() + ending);
      if (!Files.exists(name)) {
        return name;
      }
    }
    throw new UncheckedIOException(new IOException(Phrase.NO_NAME_LEFT.text(file)));
  }
}
