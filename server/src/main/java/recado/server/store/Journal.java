package recado.server.store;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import recado.protocol.Event;

/**
 * The journal: every decision in order, made safe a batch at a time, and the entries that somebody
 * still waits for, to be read again by their ids.
 *
 * <p>All methods belong to the post office's thread but {@link #read}, which any thread may call.
 */
public interface Journal extends AutoCloseable {

  /** Who takes what the journal has, at the start. */
  interface Recovery {
    /** The groups as last saved, before anything else. */
    void restore(StoredGroup.Snapshot groups);

    /** A line of the snapshot, before any record. */
    void restore(StateRecord state);

    /** A record that the snapshot does not include. */
    void apply(JournalRecord record);
  }

  /**
   * Reads all there is, oldest first.
   *
   * @return the id of the last record ever written, or 0
   * @throws DamagedStoreException if it cannot be trusted; nothing is changed then
   * @throws IOException if it cannot be read
   */
  long recover(Recovery recovery) throws IOException;

  /** Takes a record, to be made safe with the next {@link #commit}. */
  void append(JournalRecord record);

  /** Told once, on the post office's thread, how a commit went. */
  interface Outcome {
    /** Everything appended before is safe. */
    void safe();

    /** It is not known what is safe: nothing more can be promised. */
    void failed(IOException cause);
  }

  /** Makes safe what was appended, and says so. */
  void commit(Outcome outcome);

  /** So many devices wait for this entry (more). */
  void retain(long id, int devices);

  /**
   * One device waits for this entry no longer; when none does, the journal may drop it with the
   * next snapshot.
   */
  void release(long id);

  /**
   * The entries with these ids, ascending. One that nobody waits for any more may be left out.
   *
   * @throws IOException if reading failed
   */
  void read(long[] ids, Consumer<Event.Entry> reader) throws IOException;

  /** Whether so much has been written since the last snapshot that a new one is worth its while. */
  boolean wantsSnapshot();

  /** Whether a snapshot now would let go of something that nobody waits for any more. */
  boolean hasNeedlessFiles();

  /** Saves the groups as they are. Must follow a commit. Does not wait for the disk. */
  void saveGroups(StoredGroup.Snapshot groups);

  /**
   * Takes a snapshot that includes every record so far: recovery begins with it, and records before
   * it are kept only while somebody waits for them. Must follow a commit. Does not wait for the
   * disk.
   */
  void snapshot(StoredGroup.Snapshot groups, List<StateRecord> state);

  /** Ends, with everything committed safe and snapshots written. */
  @Override
  void close() throws IOException;
}
