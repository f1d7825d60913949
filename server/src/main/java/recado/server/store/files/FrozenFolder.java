package recado.server.store.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A data folder as it is at one moment, also while a server writes to it, which notices nothing:
 * neither its lock is needed, nor is a byte changed.
 *
 * <p>All files are opened at once and read only up to the length that they had. An open file stays
 * whole when it is deleted or another is renamed over it. What makes the moment one is the order of
 * opening, which is that of {@link #take(Path)}.
 */
public final class FrozenFolder implements StoredFiles {
  /** Snapshots come seconds apart: to meet more than a few is nearly impossible. */
  private static final int MAX_TRIES = 10;

  private final Path root;
  private final Map<String, Taken> files = new TreeMap<>();

  private record Taken(FileChannel channel, long length) {}

  private FrozenFolder(Path root) {
    this.root = root;
  }

  /**
   * Opens all there is.
   *
   * @throws IOException with a message for people if it cannot be read
   */
  public static FrozenFolder freeze(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new IOException("there is no data folder " + root);
    }
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      FrozenFolder folder = new FrozenFolder(root);
      try {
        if (folder.take(root)) {
          return folder;
        }
      } catch (NoSuchFileException expected) {
        // a file that nobody waits for any more was deleted after it was listed
      } catch (FileSystemException e) {
        folder.close();
        throw new IOException("reading " + e.getFile() + " failed: " + reason(e), e);
      }
      folder.close();
    }
    throw new IOException(
        "the data folder " + root + " changes faster than it can be read; try again");
  }

  private static String reason(FileSystemException e) {
    String reason = e.getReason();
    return reason != null ? reason : e.getClass().getSimpleName().replace("Exception", "");
  }

  /**
   * Opens the files so that what is opened later has all that the earlier ones need:
   *
   * <ol>
   *   <li>{@code state.jsonl}: it says from which record on the journal is applied;
   *   <li>{@code groups.json}: a snapshot saves it before the state; what it lacks comes from the
   *       journal after the state's record, so it must not be the older one;
   *   <li>the journal, oldest file first: it reaches at least as far as both say;
   *   <li>{@code users.csv}: an account is there before the journal names it;
   *   <li>{@code messages.csv}, which nothing needs.
   * </ol>
   *
   * @return false if a snapshot came in between, and may have let files go that the old one needs
   */
  private boolean take(Path folder) throws IOException {
    Object state = identity(folder.resolve(StateFile.FILE));
    takeIfThere(StateFile.FILE);
    takeIfThere(JsonGroupStore.FILE);
    List<String> journal = namesIn(Segment.FOLDER);
    for (String name : journal) {
      take(Segment.FOLDER + "/" + name);
    }
    takeIfThere(CsvAccountStore.FILE);
    takeIfThere(CsvMessageLog.FILE);
    takeIfThere(JsonInvitationStore.FILE);
    takeIfThere(MotdFile.FILE);
    if (!journal.isEmpty() && !namesUpTo(journal.getLast()).equals(journal)) {
      return false;
    }
    return Objects.equals(state, identity(folder.resolve(StateFile.FILE)));
  }

  /**
   * The names of the journal's files up to this one, listed anew: some may have been deleted, and a
   * listing may lack a file that was made while it was being made.
   */
  private List<String> namesUpTo(String last) throws IOException {
    List<String> names = new ArrayList<>(namesIn(Segment.FOLDER));
    names.removeIf(name -> name.compareTo(last) > 0);
    return names;
  }

  /** Changes whenever the file is replaced. */
  private static @Nullable Object identity(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return List.of(
          String.valueOf(attributes.fileKey()), attributes.lastModifiedTime(), attributes.size());
    } catch (NoSuchFileException expected) {
      return null; // there has been no snapshot yet
    }
  }

  private void takeIfThere(String file) throws IOException {
    try {
      take(file);
    } catch (NoSuchFileException expected) {
      // so it is not in here
    }
  }

  private void take(String file) throws IOException {
    FileChannel channel = FileChannel.open(root.resolve(file), StandardOpenOption.READ);
    files.put(file, new Taken(channel, channel.size()));
  }

  private List<String> namesIn(String folder) throws IOException {
    try (Stream<Path> found = Files.list(root.resolve(folder))) {
      return found
          .filter(Files::isRegularFile)
          .map(file -> String.valueOf(file.getFileName()))
          .sorted()
          .toList();
    } catch (NoSuchFileException | NotDirectoryException expected) {
      return List.of(); // so there is no journal
    }
  }

  /** Whether there is nothing of Recado in it. */
  public boolean isEmpty() {
    return files.isEmpty();
  }

  /** How many files the journal has. */
  public int journalFiles() {
    return list(Segment.FOLDER).size();
  }

  /** Whether the file has grown since: then a server is at work on it. */
  public boolean hasGrown(String file) throws IOException {
    Taken taken = files.get(file);
    return taken != null && taken.channel().size() > taken.length();
  }

  @Override
  public List<String> list(String folder) {
    return StoredFiles.namesIn(folder, files.keySet());
  }

  @Override
  public boolean exists(String file) {
    return files.containsKey(file);
  }

  @Override
  public long size(String file) throws IOException {
    return taken(file).length();
  }

  private Taken taken(String file) throws NoSuchFileException {
    Taken taken = files.get(file);
    if (taken == null) {
      throw new NoSuchFileException(file);
    }
    return taken;
  }

  @Override
  public InputStream read(String file, long from) throws IOException {
    Taken taken = taken(file);
    return new Reading(file, taken, from);
  }

  @Override
  public void close() throws IOException {
    for (Taken taken : files.values()) {
      taken.channel().close();
    }
  }

  /** Reads a channel that others read, too, up to where it ended. */
  private static final class Reading extends InputStream {
    private final String file;
    private final Taken taken;
    private long position;

    Reading(String file, Taken taken, long position) {
      this.file = file;
      this.taken = taken;
      this.position = position;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      long rest = taken.length() - position;
      if (rest <= 0) {
        return length == 0 ? 0 : -1;
      }
      int wanted = (int) Math.min(length, rest);
      int count = taken.channel().read(ByteBuffer.wrap(bytes, offset, wanted), position);
      if (count < 0) {
        throw new IOException(file + " became shorter while it was read");
      }
      position += count;
      return count;
    }
  }
}
