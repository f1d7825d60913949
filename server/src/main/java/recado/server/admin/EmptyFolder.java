package recado.server.admin;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import recado.server.store.files.DataFolder;

/**
 * A folder that is to become a data folder. It is taken like a server's, so that none starts in it
 * meanwhile; if it does not become one, it is as empty again as it was.
 */
final class EmptyFolder implements AutoCloseable {
  private final Path root;
  private final boolean wasThere;
  private final DataFolder disk;
  private boolean kept;

  private EmptyFolder(Path root, boolean wasThere, DataFolder disk) {
    this.root = root;
    this.wasThere = wasThere;
    this.disk = disk;
  }

  /**
   * Takes it, and makes it if need be.
   *
   * @throws IOException with a message for people if it is not empty or cannot be written
   */
  static EmptyFolder take(Path root) throws IOException {
    boolean wasThere = Files.exists(root);
    if (wasThere) {
      if (!Files.isDirectory(root)) {
        throw new IOException(root + " is there already, and is no folder");
      }
      expectEmpty(root);
    }
    DataFolder disk = DataFolder.open(root, true);
    try {
      expectEmpty(root); // a server may have come first, and gone
    } catch (IOException e) {
      disk.close();
      throw e;
    }
    EmptyFolder folder = new EmptyFolder(root, wasThere, disk);
    try {
      folder.makePrivate();
    } catch (IOException e) {
      folder.close();
      throw e;
    }
    return folder;
  }

  /** A lock alone says no more than that somebody was as far as this. */
  private static void expectEmpty(Path root) throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      if (files.anyMatch(file -> !file.endsWith(DataFolder.LOCK))) {
        throw new IOException("the folder " + root + " is not empty: name another, or empty it");
      }
    }
  }

  private void makePrivate() throws IOException {
    if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    }
  }

  DataFolder disk() {
    return disk;
  }

  /** It is a data folder now. */
  void keep() throws IOException {
    disk.syncFolder("");
    Path parent = root.toAbsolutePath().getParent();
    if (parent != null) {
      Durably.syncFolder(parent);
    }
    kept = true;
  }

  /** While it is emptied it is still held, so that nothing of anybody else is in it. */
  @Override
  public void close() throws IOException {
    try {
      if (!kept) {
        empty();
      }
    } finally {
      disk.close();
    }
  }

  private void empty() throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            if (!folder.equals(root) || !wasThere) {
              Files.delete(folder);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
