package recado.server.store.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The real disk: a folder that belongs to one running server, held by a lock on {@code
 * recado.lock}. Thread-safe.
 */
public final class DataFolder implements Disk, Closeable {
  /** What a folder has that no server has written to. */
  public static final String LOCK = "recado.lock";

  private final Path root;
  private final boolean syncing;
  private final FileChannel lockFile;
  private final FileLock lock;

  private DataFolder(Path root, boolean syncing, FileChannel lockFile, FileLock lock) {
    this.root = root;
    this.syncing = syncing;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * Makes the folder if need be and takes it.
   *
   * @param syncing whether sync means the disk; else the operating system's word is enough
   * @throws IOException with a message for people if it cannot be written or is in use
   */
  public static DataFolder open(Path root, boolean syncing) throws IOException {
    createPrivately(root);
    FileChannel file;
    try {
      file =
          FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new IOException("the data folder " + root + " cannot be written: " + reason(e), e);
    }
    FileLock lock = tryLock(file, false);
    if (lock == null) {
      file.close();
      throw new IOException(
          "the data folder "
              + root
              + " is in use by another server: stop that one, or give this one its own --data");
    }
    file.truncate(0);
    file.write(
        ByteBuffer.wrap(
            (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
    return new DataFolder(root, syncing, file, lock);
  }

  /**
   * Keeps servers out of a folder that is only read, without changing anything in it; one that was
   * never used by a server has nothing to hold.
   *
   * @throws IOException with a message for people if a server is at work in it
   */
  public static Closeable keepServersOut(Path root) throws IOException {
    Path lockPath = root.resolve(LOCK);
    if (!Files.exists(lockPath)) {
      return () -> {};
    }
    FileChannel file = FileChannel.open(lockPath, StandardOpenOption.READ);
    if (tryLock(file, true) == null) {
      file.close();
      throw new IOException(
          "the data folder " + root + " is in use by a running server: stop that one first");
    }
    return file;
  }

  private static void createPrivately(Path root) throws IOException {
    if (Files.isDirectory(root)) {
      return;
    }
    try {
      Files.createDirectories(root, ownersAlone(root, "rwx------"));
    } catch (IOException e) {
      throw new IOException("the data folder " + root + " cannot be made: " + reason(e), e);
    }
  }

  /** Nobody but the owner may read messages; on systems without such rights, the folder's hold. */
  private static FileAttribute<?>[] ownersAlone(Path root, String permissions) {
    return root.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static @Nullable FileLock tryLock(FileChannel file, boolean shared) throws IOException {
    try {
      return file.tryLock(0, Long.MAX_VALUE, shared);
    } catch (OverlappingFileLockException expected) {
      return null; // another server in this very process, as tests have it
    }
  }

  private static String reason(IOException e) {
    String kind = e.getClass().getSimpleName().replace("Exception", "");
    return e instanceof java.nio.file.FileSystemException failed && failed.getReason() != null
        ? failed.getReason()
        : kind;
  }

  @Override
  public List<String> list(String folder) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> String.valueOf(file.getFileName()))
          .sorted()
          .toList();
    }
  }

  @Override
  public boolean exists(String file) {
    return Files.exists(root.resolve(file));
  }

  @Override
  public long size(String file) throws IOException {
    return Files.size(root.resolve(file));
  }

  @Override
  public InputStream read(String file, long from) throws IOException {
    FileChannel channel = FileChannel.open(root.resolve(file), StandardOpenOption.READ);
    channel.position(from);
    return Channels.newInputStream(channel);
  }

  @Override
  public Appender append(String file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            root.resolve(file),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
            ownersAlone(root, "rw-------"));
    return new ChannelAppender(channel);
  }

  @Override
  public void truncate(String file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(root.resolve(file), StandardOpenOption.WRITE)) {
      channel.truncate(length);
      if (syncing) {
        channel.force(true);
      }
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(
        root.resolve(from),
        root.resolve(to),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(String file) throws IOException {
    Files.delete(root.resolve(file));
  }

  @Override
  public void createFolder(String folder) throws IOException {
    Files.createDirectories(root.resolve(folder), ownersAlone(root, "rwx------"));
  }

  /** On systems where a folder cannot be opened (Windows), renames are safe by themselves. */
  @Override
  public void syncFolder(String folder) throws IOException {
    if (!syncing || !root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(root.resolve(folder), StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Lets the folder go. */
  @Override
  public void close() throws IOException {
    lock.release();
    lockFile.close();
  }

  private final class ChannelAppender implements Appender {
    private final FileChannel channel;

    ChannelAppender(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
      ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    }

    @Override
    public void sync() throws IOException {
      if (syncing) {
        channel.force(false); // fdatasync: the length is made safe with the data
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
