package recado.server.simulation;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import recado.protocol.Event;
import recado.server.postoffice.Quotas;
import recado.server.store.DamagedStoreException;

/**
 * The people, their devices, the server and its disk: what may happen to them. What does happen,
 * and when, {@link Simulation} decides.
 */
final class SimulatedTown {
  private static final long START_MILLIS = 1_763_690_000_000L;
  private static final int MAX_CALM_ROUNDS = 400;
  private static final int LARGE = SimulatedGroups.MAX_MEMBERS_WITH_RECEIPTS + 2;

  /** What people are like. */
  enum Kind {
    ORDINARY,
    /** Groups are so large that receipts are not sent in them. */
    LARGE,
    /** People write so much that after a day their cids are forgotten. */
    TALKATIVE
  }

  final SimulatedFuse fuse;
  final SimulatedDisk disk;
  final SimulatedOracle oracle;
  final SimulatedHabits habits;
  final List<SimulatedPerson> people = new ArrayList<>();
  final List<SimulatedDevice> devices = new ArrayList<>();

  /** The time, in milliseconds since 1970-01-01 UTC. */
  long now = START_MILLIS;

  /** Nothing bad happens any more. */
  boolean calm;

  private final Random random;
  private final Kind kind;
  private final SimulatedBook book;
  private final List<SimulatedConnection> abandoned = new ArrayList<>();
  private final Quotas quotas;
  private final SimulationBug bug;
  private @Nullable SimulatedServer server;
  private @Nullable Set<Object> stateAtStop;
  private List<String> filesAtStop = List.of();
  private int crashes;

  SimulatedTown(Random random, SimulationBug bug, Kind kind) {
    this.random = random;
    this.bug = bug;
    this.kind = kind;
    book = new SimulatedBook(!bug.isMistake());
    quotas =
        random.nextInt(6) == 0
            ? Quotas.DEFAULT.withMailboxEntries(8 + random.nextInt(30))
            : Quotas.DEFAULT;
    fuse = new SimulatedFuse(random);
    disk = new SimulatedDisk(random, fuse);
    oracle = new SimulatedOracle(book, disk, () -> now);
    habits = new SimulatedHabits(random, oracle, people, kind);
    settle("ana", random.nextInt(8) == 0 ? 7 : 1 + random.nextInt(3));
    for (String name : List.of("bruno", "carla", "duda", "eva")) {
      settle(name, 1 + random.nextInt(3));
    }
    for (int i = people.size(); kind == Kind.LARGE && i < LARGE; i++) {
      settle("visitor" + i, 1);
    }
  }

  private void settle(String name, int howManyDevices) {
    SimulatedPerson person = new SimulatedPerson(name);
    for (int i = 0; i < howManyDevices; i++) {
      person.devices.add(new SimulatedDevice(person, i == 0 ? "pc" : "fone-" + i));
    }
    people.add(person);
    devices.addAll(person.devices);
    oracle.add(person);
  }

  boolean isLarge() {
    return kind == Kind.LARGE;
  }

  SimulatedDevice anyDevice() {
    return devices.get(random.nextInt(devices.size()));
  }

  int crashes() {
    return crashes;
  }

  /** The journal's files when the server last stopped in order. */
  List<String> filesAtStop() {
    return filesAtStop;
  }

  @Nullable SimulatedServer server() {
    return server;
  }

  /** Something that happens, which the server may not survive. */
  interface Deed {
    void happen() throws IOException;
  }

  /** Lets it happen; a server that dies of it stays dead. */
  void liveThrough(Deed deed) {
    try {
      deed.happen();
    } catch (SimulatedCrash expected) {
      die(random.nextInt(4) > 0);
    } catch (DamagedStoreException e) {
      throw new SimulationFailure("the server does not start: " + e.getMessage(), e);
    } catch (IOException e) {
      if (!disk.hasFailed()) {
        throw new SimulationFailure("a disk that works fails", e);
      }
      die(false); // it did not start; somebody mends the disk
    } catch (RuntimeException e) {
      throw new SimulationFailure("the server made a mistake: " + e, e);
    }
  }

  void start() throws IOException {
    server =
        new SimulatedServer(
            new SimulatedServer.Ground(
                disk, book, () -> Instant.ofEpochMilli(now), this::wantsSnapshot, quotas, bug));
    if (stateAtStop != null) {
      book.expectAsAtStop(stateAtStop, server.state());
      stateAtStop = null;
    }
  }

  private boolean wantsSnapshot() {
    return !calm && random.nextInt(40) == 0;
  }

  /**
   * The server dies, perhaps because the power fails. When a sync has failed and the server could
   * not take back what was to be synced, the machine is started anew: what the operating system
   * still shows of it has never come to the disk, and no program can know.
   */
  void die(boolean power) {
    boolean powerFails = power || disk.hasLost();
    SimulationTrace.say("---------- dies, power fails:", powerFails);
    crashes++;
    stateAtStop = null;
    server = null;
    for (SimulatedDevice device : devices) {
      SimulatedConnection connection = device.connection();
      if (connection != null) {
        connection.breakOff();
        listen(device, Integer.MAX_VALUE);
        device.drop();
      }
    }
    abandoned.forEach(SimulatedConnection::breakOff);
    abandoned.clear();
    if (powerFails) {
      disk.cutPower();
    }
    disk.mend();
    fuse.putOut();
    if (!calm && random.nextInt(6) == 0) {
      fuse.light(40); // again, while it starts
    }
  }

  void restartInOrder() throws IOException {
    SimulatedServer stopping = server;
    if (stopping != null) {
      stopping.stop();
      filesAtStop = journalFiles();
      Set<Object> state = stopping.state().describe();
      boolean comparable = !disk.hasFailed();
      int before = crashes;
      die(random.nextBoolean());
      crashes = before;
      stateAtStop = comparable ? state : null;
    }
    start();
  }

  private List<String> journalFiles() {
    return disk.folders().files().keySet().stream()
        .filter(name -> name.startsWith("pending/"))
        .toList();
  }

  void disconnect(SimulatedDevice device) {
    SimulatedConnection connection = device.connection();
    if (connection != null) {
      connection.hangUp();
      abandoned.add(connection);
      device.drop();
    }
  }

  /** Connects a device; its former connection lingers until it is replaced. */
  void connect(SimulatedDevice device) {
    SimulatedServer running = server;
    if (running == null) {
      return;
    }
    SimulatedConnection former = device.connection();
    if (former != null) {
      abandoned.add(former);
    }
    device.connect(
        new SimulatedConnection(
            running, device, new SimulatedConnection.World(fuse, oracle, random)));
  }

  /** Lets the server's side of a connection do its work, and that of one that nobody hears. */
  void workConnection(SimulatedDevice device) {
    SimulatedConnection connection = device.connection();
    if (connection != null) {
      connection.work();
    }
    if (!abandoned.isEmpty()) {
      abandoned.get(random.nextInt(abandoned.size())).work();
    }
  }

  /** A device hears some of what has come. */
  void listen(SimulatedDevice device, int events) {
    SimulatedConnection connection = device.connection();
    for (int i = 0; i < events && connection != null; i++) {
      Event event = connection.next();
      if (event == null) {
        if (connection.isClosed() && !connection.hasWork()) {
          device.drop();
        }
        return;
      }
      boolean wasReady = device.isReady();
      if (!device.receive(event, oracle)) {
        device.drop();
        connection.hangUp();
        return;
      }
      if (!wasReady && device.isReady()) {
        habits.sendAgain(device);
      }
    }
  }

  /** Runs without any disturbance until nothing happens any more. */
  void calmDown(List<SimulatedDevice> present, boolean acknowledging) {
    for (int round = 0; round < MAX_CALM_ROUNDS; round++) {
      boolean busy = false;
      for (SimulatedDevice device : present) {
        busy |= calmRound(device, acknowledging);
      }
      if (server != null) {
        server.work();
        server.workInBackground();
      }
      if (!busy) {
        return;
      }
    }
    throw new SimulationFailure("it does not come to rest");
  }

  private boolean calmRound(SimulatedDevice device, boolean acknowledging) {
    boolean busy = !device.isReady() || !device.unanswered.isEmpty();
    SimulatedConnection connection = device.connection();
    if (connection == null) {
      connect(device);
      return true;
    }
    device.signOn.goOn(connection, false);
    if (connection.hasWork() || connection.hasEvents()) {
      busy = true;
      connection.work();
      listen(device, Integer.MAX_VALUE);
      if (acknowledging && device.isReady() && !device.received.isEmpty()) {
        device.acknowledge(device.received.getLast());
      }
    }
    return busy;
  }
}
