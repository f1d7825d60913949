package recado.server.simulation;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.random.RandomGenerator;
import recado.server.store.files.Disk;

/**
 * A disk in memory that forgets at a power cut what was not synced, and fails when it is told to.
 * Every operation is a place where the server may die, before it or after it.
 */
final class SimulatedDisk implements Disk {
  /** How the disk fails. */
  enum Fault {
    /** It does not. */
    NONE,
    /** Full: writes stop in the middle, syncs fail, nothing new can be made. */
    FULL,
    /** No operation succeeds any more, not even a truncation or a reading. */
    BROKEN
  }

  private final RandomGenerator random;
  private final SimulatedFuse fuse;
  private final SimulatedFolders folders = new SimulatedFolders();
  private Fault fault = Fault.NONE;

  /** Changes that still succeed before the fault shows. */
  private int faultAfter;

  /** After so many failures the disk works again. */
  private int failuresLeft;

  private boolean truncationFailed;
  private boolean failed;
  private int faults;

  SimulatedDisk(RandomGenerator random, SimulatedFuse fuse) {
    this.random = random;
    this.fuse = fuse;
  }

  /** Fails after some more changes: once, a few times, or until it is mended. */
  void failSoon(Fault how) {
    fault = how;
    faultAfter = random.nextInt(12);
    failuresLeft = random.nextBoolean() ? 1 + random.nextInt(4) : Integer.MAX_VALUE;
  }

  /** Works again, for a server that may have noticed. */
  void failNoMore() {
    fault = Fault.NONE;
  }

  /** Works again, for a new server. */
  void mend() {
    failNoMore();
    truncationFailed = false;
    failed = false;
  }

  /** Whether something failed since the disk was last mended. */
  boolean hasFailed() {
    return failed;
  }

  /** Whether something could not be taken back since the disk was last mended. */
  boolean hasTruncationFailed() {
    return truncationFailed;
  }

  /** Whether programs still see something that a failed sync has lost. */
  boolean hasLost() {
    return folders.files().values().stream().anyMatch(SimulatedFile::hasLost);
  }

  /** How many operations have failed. */
  int faults() {
    return faults;
  }

  void cutPower() {
    folders.crash(random);
  }

  SimulatedFolders folders() {
    return folders;
  }

  private boolean fails() {
    if (fault == Fault.NONE || faultAfter-- > 0) {
      return false;
    }
    faults++;
    failed = true;
    SimulationTrace.say("disk fails:", fault);
    if (--failuresLeft <= 0) {
      fault = Fault.NONE;
    }
    return true;
  }

  private void failPerhaps() throws IOException {
    if (fails()) {
      throw new IOException("No space left on device");
    }
  }

  private boolean failsAltogether() {
    return fault == Fault.BROKEN && fails();
  }

  private SimulatedFile file(String name) throws IOException {
    SimulatedFile file = folders.files().get(name);
    if (file == null) {
      throw new NoSuchFileException(name);
    }
    return file;
  }

  @Override
  public List<String> list(String folder) throws IOException {
    fuse.tick();
    if (!folders.hasFolder(folder)) {
      throw new NoSuchFileException(folder);
    }
    String prefix = folder.isEmpty() ? "" : folder + "/";
    return folders.files().keySet().stream()
        .filter(name -> name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0)
        .map(name -> name.substring(prefix.length()))
        .toList();
  }

  @Override
  public boolean exists(String file) {
    fuse.tick();
    return folders.files().containsKey(file);
  }

  @Override
  public long size(String file) throws IOException {
    fuse.tick();
    return file(file).length();
  }

  @Override
  public InputStream read(String file, long from) throws IOException {
    fuse.tick();
    if (failsAltogether()) {
      throw new IOException("Input/output error");
    }
    return new ByteArrayInputStream(file(file).contentFrom((int) from));
  }

  @Override
  public Appender append(String name) throws IOException {
    fuse.tick();
    failPerhaps();
    if (!folders.hasFolderOf(name)) {
      throw new FileNotFoundException(name);
    }
    SimulatedFile file = folders.files().get(name);
    return new MemoryAppender(file == null ? folders.make(name) : file);
  }

  /** Two steps: the cut, and its sync. */
  @Override
  public void truncate(String name, long length) throws IOException {
    SimulatedFile file = file(name);
    fuse.tick();
    failToTruncatePerhaps();
    file.cut((int) length);
    fuse.tick();
    failToTruncatePerhaps();
    file.sync();
    fuse.tick();
  }

  private void failToTruncatePerhaps() throws IOException {
    if (failsAltogether()) {
      truncationFailed = true;
      throw new IOException("Input/output error");
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    fuse.tick();
    failPerhaps();
    file(from);
    folders.rename(from, to);
    fuse.tick();
  }

  @Override
  public void delete(String file) throws IOException {
    fuse.tick();
    failPerhaps();
    file(file);
    folders.delete(file);
    fuse.tick();
  }

  @Override
  public void createFolder(String folder) throws IOException {
    fuse.tick();
    failPerhaps();
    folders.makeFolder(folder);
  }

  @Override
  public void syncFolder(String folder) throws IOException {
    fuse.tick();
    failPerhaps();
    folders.sync(folder);
    fuse.tick();
  }

  private final class MemoryAppender implements Appender {
    private final SimulatedFile file;

    MemoryAppender(SimulatedFile file) {
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
      fuse.tick();
      if (fails()) {
        file.append(bytes, random.nextInt(length + 1));
        throw new IOException("No space left on device");
      }
      file.append(bytes, length);
      fuse.tick();
    }

    @Override
    public void sync() throws IOException {
      fuse.tick();
      if (fails()) {
        file.failToSync(random);
        throw new IOException("Input/output error");
      }
      file.sync();
      fuse.tick();
    }

    @Override
    public void close() {}
  }
}
