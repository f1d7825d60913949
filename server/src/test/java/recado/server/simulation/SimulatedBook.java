package recado.server.simulation;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import recado.server.postoffice.Replica;
import recado.server.store.JournalRecord;

/**
 * Every record that was ever written and not lost, and the state that applying all of them gives:
 * what a server has after a restart must be that, however much of it came from snapshots.
 */
final class SimulatedBook {
  private final TreeMap<Long, JournalRecord> records = new TreeMap<>();

  /** Whether records and states are compared; if not, only what people hear counts. */
  private final boolean comparing;

  private final Replica replayed = Replica.empty();
  private long replayedUpTo;
  private long newestSeen;
  private long newestAtStart;

  SimulatedBook(boolean comparing) {
    this.comparing = comparing;
  }

  /** Somebody outside has been told of this record. */
  void seen(long id) {
    newestSeen = Math.max(newestSeen, id);
  }

  /** The newest id that there is, seen or not. */
  long newestWritten() {
    return records.isEmpty() ? 0 : records.lastKey();
  }

  /** The newest id that anybody outside knows. */
  long newestSeen() {
    return newestSeen;
  }

  /** The newest id there was when the server started. */
  long newestAtStart() {
    return newestAtStart;
  }

  void write(JournalRecord record) {
    SimulationTrace.say("writes  ", record);
    records.put(record.id(), record);
  }

  void expectAsWritten(JournalRecord recovered) {
    if (!comparing) {
      return;
    }
    JournalRecord written = records.get(recovered.id());
    if (!recovered.equals(written)) {
      throw new SimulationFailure(
          "record " + recovered.id() + " was written as " + written + ", is read as " + recovered);
    }
  }

  /** A server has begun with all records up to this id. */
  void recovered(long lastId, Replica state) {
    if (lastId < newestSeen) {
      throw new SimulationFailure(
          "the journal ends at "
              + lastId
              + ", but "
              + newestSeen
              + " was seen: "
              + records.get(newestSeen));
    }
    SimulationTrace.say("---------- starts with", lastId);
    records.tailMap(lastId, false).clear();
    newestAtStart = lastId;
    if (!comparing) {
      return;
    }
    replayed.addAccountsOf(state);
    for (JournalRecord record : records.tailMap(replayedUpTo, false).values()) {
      replayed.apply(record);
    }
    replayedUpTo = lastId;
    expectEqual(
        replayed.describe(), state.describe(), "all records give", "the recovered state is");
  }

  /** A server has begun after one that stopped in order, with this state. */
  void expectAsAtStop(Set<Object> before, Replica state) {
    if (comparing) {
      expectEqual(
          before, state.describe(), "the state was when it stopped", "the recovered state is");
    }
  }

  static void expectEqual(Set<?> a, Set<?> b, String aIs, String bIs) {
    if (!a.equals(b)) {
      throw new SimulationFailure(
          aIs + "\n  " + difference(a, b) + "\n" + bIs + "\n  " + difference(b, a));
    }
  }

  private static Set<String> difference(Set<?> a, Set<?> b) {
    Set<Object> only = new HashSet<>(a);
    only.removeAll(b);
    Set<String> words = new TreeSet<>();
    only.forEach(one -> words.add(one.toString()));
    return words;
  }
}
