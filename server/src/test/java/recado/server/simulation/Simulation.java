package recado.server.simulation;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import recado.protocol.Event;
import recado.server.store.DamagedStoreException;

/**
 * A small town that chats through a server which keeps dying. Everything comes from one seed: what
 * people do, in which order things happen, where the server dies, and what the disk keeps.
 */
final class Simulation {
  private static final long HOUR_MILLIS = 3_600_000L;
  private static final long MONTH_MILLIS = 31 * 24 * HOUR_MILLIS;

  private final Random random;
  private final SimulatedTown town;
  private final SimulatedTown.Kind kind;
  private final int steps;

  /** What a simulation was. */
  record Tally(int seeds, int crashes, int entries, int faults) {
    static final Tally NONE = new Tally(0, 0, 0, 0);

    Tally plus(Tally other) {
      return new Tally(
          seeds + other.seeds,
          crashes + other.crashes,
          entries + other.entries,
          faults + other.faults);
    }

    @Override
    public String toString() {
      return "%d seeds, %d crashes, %d entries, %d failures of the disk"
          .formatted(seeds, crashes, entries, faults);
    }
  }

  Simulation(long seed, SimulationBug bug) {
    random = new Random(seed);
    kind =
        switch (random.nextInt(72)) {
          case 0, 1, 2 -> SimulatedTown.Kind.LARGE;
          case 3 -> SimulatedTown.Kind.TALKATIVE;
          default -> SimulatedTown.Kind.ORDINARY;
        };
    steps = 200 + random.nextInt(1_500);
    town = new SimulatedTown(random, bug, kind);
  }

  Tally tally() {
    return new Tally(1, town.crashes(), town.oracle.entries().size(), town.disk.faults());
  }

  /** All that anybody was told of. */
  SortedMap<Long, Event.Entry> entries() {
    return town.oracle.entries();
  }

  /**
   * Runs it all.
   *
   * @throws SimulationFailure if a promise was broken
   */
  void run() {
    try {
      runToItsEnd();
    } catch (RuntimeException e) {
      throw new SimulationFailure("nobody expected " + e, e);
    } catch (Error e) {
      if (e instanceof SimulationFailure) {
        throw e;
      }
      throw new SimulationFailure("nobody expected " + e, e); // as when a record does not fit
    }
  }

  private void runToItsEnd() {
    live();
    town.calm = true;
    town.fuse.putOut();
    town.disk.failNoMore();
    town.liveThrough(town::restartInOrder);
    new SimulationEnd(town, random).judge();
  }

  private void live() {
    while (town.server() == null) {
      town.liveThrough(town::start);
    }
    if (kind == SimulatedTown.Kind.LARGE || random.nextBoolean()) {
      town.fuse.putOut();
      town.calmDown(town.devices, false); // else half the time goes by until all have come
    }
    for (int step = 0; step < steps; step++) {
      town.liveThrough(this::step);
    }
  }

  private void step() throws IOException {
    SimulatedServer running = town.server();
    if (running == null) {
      town.start();
      return;
    }
    town.now += random.nextInt(20);
    SimulatedDevice device = town.anyDevice();
    int choice = random.nextInt(1_000);
    if (choice < 300) {
      running.work();
    } else if (choice < 930) {
      letLive(device);
    } else if (choice < 960) {
      running.workInBackground();
    } else {
      disturb(device);
    }
    if (town.disk.hasFailed() && random.nextInt(20) == 0) {
      throw new SimulatedCrash(); // somebody mends the disk and starts it again
    }
  }

  /** A device gets its turn, and so does the server's end of its connection; or one of them. */
  private void letLive(SimulatedDevice device) {
    if (random.nextInt(3) > 0) {
      town.workConnection(device);
    }
    if (random.nextInt(3) > 0) {
      town.listen(device, 1 + random.nextInt(20));
    }
    if (random.nextInt(3) > 0) {
      use(device);
    }
  }

  private void disturb(SimulatedDevice device) throws IOException {
    int choice = random.nextInt(100);
    if (choice < 48) {
      town.fuse.light(60);
    } else if (choice < 54) {
      boolean full = random.nextInt(3) > 0;
      town.disk.failSoon(full ? SimulatedDisk.Fault.FULL : SimulatedDisk.Fault.BROKEN);
    } else if (choice < 57) {
      town.restartInOrder();
    } else if (choice < 65) {
      passTime();
    } else if (choice < 72) {
      device.signOn.forgetToken();
    } else if (choice < 92) {
      town.disconnect(device);
    } else if (device.connection() != null) {
      town.connect(device);
    }
  }

  /** Mostly seconds; now and then so long that cids, or devices, may be forgotten. */
  private void passTime() {
    int choice = random.nextInt(16);
    town.now +=
        choice == 0
            ? MONTH_MILLIS
            : choice < 4 ? random.nextInt(30) * HOUR_MILLIS : 1_000 + random.nextInt(5_000);
  }

  private void use(SimulatedDevice device) {
    SimulatedConnection connection = device.connection();
    if (connection == null) {
      town.connect(device);
      return;
    }
    device.signOn.goOn(connection, town.disk.hasFailed());
    if (device.isReady()) {
      town.habits.act(device);
    } else if (device.isSyncing() && random.nextBoolean()) {
      town.habits.acknowledge(device);
    }
  }

  /**
   * Runs, cuts the power and changes a byte of what was safe.
   *
   * @return whether there was a byte to change
   */
  boolean runAndDamage() {
    live();
    town.calm = true;
    town.die(true);
    List<String> names =
        town.disk.folders().files().keySet().stream()
            .filter(name -> name.startsWith("pending/") || name.equals("state.jsonl"))
            .filter(name -> file(name).endOfLastLine() > 1)
            .toList();
    if (names.isEmpty()) {
      return false;
    }
    String name = names.get(random.nextInt(names.size()));
    SimulatedFile file = file(name);
    // without its last line feed, a line is what a crash leaves behind
    int position = random.nextInt(file.endOfLastLine() - 1);
    file.flip(position, 1 << random.nextInt(8));
    try {
      town.start();
    } catch (DamagedStoreException expected) {
      return true;
    } catch (IOException e) {
      throw new SimulationFailure(name + " is damaged: " + e, e);
    }
    if (!town.disk.folders().files().containsKey(name)) {
      return false; // nobody needed it: it was to be deleted anyway
    }
    throw new SimulationFailure(name + " is damaged at " + position + ", nobody noticed");
  }

  private SimulatedFile file(String name) {
    SimulatedFile file = town.disk.folders().files().get(name);
    if (file == null) {
      throw new IllegalArgumentException(name);
    }
    return file;
  }
}
