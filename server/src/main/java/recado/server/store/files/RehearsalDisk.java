package recado.server.store.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A disk on which a server can start for trial: it has the files that were stored, and keeps in
 * memory what is written, cut, renamed and deleted. What they lie on is not touched.
 *
 * <p>Owned by one thread at a time. It holds what a start writes, which is little.
 */
public final class RehearsalDisk implements Disk {
  private final StoredFiles stored;
  private final Map<String, Changed> changed = new HashMap<>();
  private final Set<String> deleted = new HashSet<>();

  /** So many bytes of what is stored, and then what was written. */
  private static final class Changed {
    long kept;
    final ByteArrayOutputStream added = new ByteArrayOutputStream();

    long size() {
      return kept + added.size();
    }
  }

  /** Begins with these files. */
  public RehearsalDisk(StoredFiles stored) {
    this.stored = stored;
  }

  @Override
  public List<String> list(String folder) throws IOException {
    Set<String> names = new TreeSet<>(stored.list(folder));
    String prefix = folder.isEmpty() ? "" : folder + "/";
    names.removeIf(name -> deleted.contains(prefix + name));
    for (String file : changed.keySet()) {
      if (file.startsWith(prefix) && file.indexOf('/', prefix.length()) < 0) {
        names.add(file.substring(prefix.length()));
      }
    }
    return List.copyOf(names);
  }

  @Override
  public boolean exists(String file) throws IOException {
    return changed.containsKey(file) || (!deleted.contains(file) && stored.exists(file));
  }

  @Override
  public long size(String file) throws IOException {
    Changed change = existing(file);
    return change == null ? stored.size(file) : change.size();
  }

  private @Nullable Changed existing(String file) throws IOException {
    if (!exists(file)) {
      throw new NoSuchFileException(file);
    }
    return changed.get(file);
  }

  @Override
  public InputStream read(String file, long from) throws IOException {
    Changed change = existing(file);
    if (change == null) {
      return stored.read(file, from);
    }
    byte[] added = change.added.toByteArray();
    if (from >= change.kept) {
      int skipped = (int) Math.min(from - change.kept, added.length);
      return new ByteArrayInputStream(added, skipped, added.length - skipped);
    }
    return new SequenceInputStream(
        new FirstBytes(stored.read(file, from), change.kept - from),
        new ByteArrayInputStream(added));
  }

  private Changed change(String file) throws IOException {
    Changed change = changed.get(file);
    if (change == null) {
      change = new Changed();
      change.kept = exists(file) ? stored.size(file) : 0;
      changed.put(file, change);
      deleted.add(file); // as it is stored
    }
    return change;
  }

  @Override
  public Appender append(String file) throws IOException {
    Changed change = change(file);
    return new Appender() {
      @Override
      public void write(byte[] bytes, int length) {
        change.added.write(bytes, 0, length);
      }

      @Override
      public void sync() {}

      @Override
      public void close() {}
    };
  }

  @Override
  public void truncate(String file, long length) throws IOException {
    Changed change = change(file);
    byte[] added = change.added.toByteArray();
    change.added.reset();
    change.added.write(added, 0, Math.clamp(length - change.kept, 0, added.length));
    change.kept = Math.min(change.kept, length);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Changed change = change(from);
    if (change.kept > 0) {
      throw new IOException("only what was written for trial can be renamed, not " + from);
    }
    changed.remove(from);
    changed.put(to, change);
    deleted.add(to);
  }

  @Override
  public void delete(String file) throws IOException {
    existing(file);
    changed.remove(file);
    deleted.add(file);
  }

  @Override
  public void createFolder(String folder) {}

  @Override
  public void syncFolder(String folder) {}
}
