package recado.server.postoffice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import recado.protocol.Event;
import recado.server.store.DamagedStoreException;

/**
 * A small town that chats through a server which keeps dying. Everything comes from one seed: what
 * people do, in which order things happen, where the server dies, and what the disk keeps.
 */
final class Simulation {
  private static final long START_MILLIS = 1_763_690_000_000L;
  private static final int MAX_CALM_ROUNDS = 400;

  private final Random random;
  private final SimulatedFuse fuse;
  private final SimulatedDisk disk;
  private final SimulatedBook book = new SimulatedBook();
  private final SimulatedOracle oracle;
  private final SimulatedHabits habits;
  private final List<SimulatedPerson> people = new ArrayList<>();
  private final List<SimulatedDevice> devices = new ArrayList<>();
  private final List<SimulatedConnection> abandoned = new ArrayList<>();
  private final SimulationBug bug;
  private final int steps;
  private @Nullable SimulatedServer server;
  private @Nullable Set<String> stateAtStop;
  private List<String> filesAtStop = List.of();
  private long now = START_MILLIS;
  private boolean calm;
  private int crashes;

  /** What a simulation was. */
  record Tally(int seeds, int crashes, int messages, int faults) {
    static final Tally NONE = new Tally(0, 0, 0, 0);

    Tally plus(Tally other) {
      return new Tally(
          seeds + other.seeds,
          crashes + other.crashes,
          messages + other.messages,
          faults + other.faults);
    }

    @Override
    public String toString() {
      return "%d seeds, %d crashes, %d messages, %d failures of the disk"
          .formatted(seeds, crashes, messages, faults);
    }
  }

  Simulation(long seed, SimulationBug bug) {
    random = new Random(seed);
    this.bug = bug;
    steps = 200 + random.nextInt(1_500);
    fuse = new SimulatedFuse(random);
    disk = new SimulatedDisk(random, fuse);
    oracle = new SimulatedOracle(book, disk);
    habits = new SimulatedHabits(random, oracle, people);
    for (String name : List.of("ana", "bruno", "carla", "duda", "eva")) {
      SimulatedPerson person = new SimulatedPerson(name);
      people.add(person);
      oracle.add(person);
      for (String device : List.of("pc", "tv", "fone").subList(0, 1 + random.nextInt(3))) {
        person.devices.add(new SimulatedDevice(person, device));
      }
      devices.addAll(person.devices);
    }
  }

  Tally tally() {
    return new Tally(1, crashes, oracle.messageCount(), disk.faults());
  }

  /**
   * Runs it all.
   *
   * @throws SimulationFailure if a promise was broken
   */
  void run() {
    live();
    calm = true;
    fuse.putOut();
    disk.failNoMore();
    liveThrough(this::restartInOrder);
    new SimulationEnd(this, oracle, people, devices).judge();
  }

  private void live() {
    while (server == null) {
      liveThrough(this::start);
    }
    for (int step = 0; step < steps; step++) {
      liveThrough(this::step);
    }
  }

  /**
   * Runs, cuts the power and changes a byte of what was safe.
   *
   * @return whether there was a byte to change
   */
  boolean runAndDamage() {
    live();
    calm = true;
    die(true);
    List<String> names =
        disk.folders().files().keySet().stream()
            .filter(name -> name.startsWith("pending/") || name.equals("state.jsonl"))
            .filter(name -> size(name) > 1)
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
      start();
    } catch (DamagedStoreException expected) {
      return true;
    } catch (IOException e) {
      throw new SimulationFailure(name + " is damaged: " + e, e);
    }
    throw new SimulationFailure(name + " is damaged at " + position + ", nobody noticed");
  }

  private int size(String name) {
    return file(name).endOfLastLine();
  }

  private SimulatedFile file(String name) {
    SimulatedFile file = disk.folders().files().get(name);
    if (file == null) {
      throw new IllegalArgumentException(name);
    }
    return file;
  }

  private interface Deed {
    void run() throws IOException;
  }

  private void liveThrough(Deed deed) {
    try {
      deed.run();
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

  private void start() throws IOException {
    server =
        new SimulatedServer(
            new SimulatedServer.Ground(
                disk, book, () -> java.time.Instant.ofEpochMilli(now), this::wantsSnapshot, bug));
    if (stateAtStop != null) {
      Set<String> before = stateAtStop;
      stateAtStop = null;
      SimulatedBook.expectEqual(
          before,
          book.describe(server.state()),
          "the state was when it stopped",
          "the recovered state is");
    }
  }

  private boolean wantsSnapshot() {
    return !calm && random.nextInt(60) == 0;
  }

  private void die(boolean power) {
    SimulatedBook.trace("---------- dies, power " + power);
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
    abandoned.clear();
    if (power) {
      disk.cutPower();
    } else {
      disk.outliveServer();
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
      Set<String> state = book.describe(stopping.state());
      boolean comparable = !disk.hasFailed();
      int before = crashes;
      die(random.nextBoolean());
      crashes = before;
      stateAtStop = comparable ? state : null;
    }
    start();
  }

  private void step() throws IOException {
    SimulatedServer running = server;
    if (running == null) {
      start();
      return;
    }
    now += random.nextInt(20);
    SimulatedDevice device = devices.get(random.nextInt(devices.size()));
    int choice = random.nextInt(1_000);
    if (choice < 300) {
      running.work();
    } else if (choice < 500) {
      workConnection(device);
    } else if (choice < 650) {
      listen(device, 1 + random.nextInt(20));
    } else if (choice < 940) {
      use(device);
    } else if (choice < 970) {
      running.workInBackground();
    } else {
      disturb(device);
    }
    if (disk.hasFailed() && random.nextInt(40) == 0) {
      throw new SimulatedCrash(); // somebody mends the disk and starts it again
    }
  }

  private void disturb(SimulatedDevice device) throws IOException {
    int choice = random.nextInt(30);
    if (choice < 12) {
      fuse.light(60);
    } else if (choice < 14) {
      disk.failSoon(random.nextInt(3) > 0 ? SimulatedDisk.Fault.FULL : SimulatedDisk.Fault.BROKEN);
    } else if (choice < 15) {
      restartInOrder();
    } else if (choice < 18) {
      now += 1_000 + random.nextInt(5_000);
    } else if (choice < 20) {
      device.forgetToken();
    } else if (choice < 27) {
      disconnect(device);
    } else if (device.connection() != null) {
      connect(device); // the old connection lingers until it is replaced
    }
  }

  private void disconnect(SimulatedDevice device) {
    SimulatedConnection connection = device.connection();
    if (connection != null) {
      connection.submit(new Command.HangUp(connection.caller));
      abandoned.add(connection);
      device.drop();
    }
  }

  private void connect(SimulatedDevice device) {
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

  private void use(SimulatedDevice device) {
    if (device.isOffline()) {
      if (random.nextInt(3) == 0) {
        connect(device);
      }
      return;
    }
    device.login(disk.hasFailed());
    if (device.isReady()) {
      habits.act(device);
    } else if (device.isSyncing() && random.nextBoolean()) {
      habits.acknowledge(device);
    }
  }

  private void workConnection(SimulatedDevice device) {
    SimulatedConnection connection = device.connection();
    if (connection != null) {
      connection.work();
    }
    if (!abandoned.isEmpty()) {
      abandoned.get(random.nextInt(abandoned.size())).work();
    }
  }

  /** A device hears some of what has come. */
  private void listen(SimulatedDevice device, int events) {
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
        connection.submit(new Command.HangUp(connection.caller));
        return;
      }
      if (!wasReady && device.isReady()) {
        habits.sendAgain(device);
      }
    }
  }

  /** Runs without any disturbance until nothing happens any more. */
  void calmDown(boolean acknowledging) {
    for (int round = 0; round < MAX_CALM_ROUNDS; round++) {
      boolean busy = false;
      for (SimulatedDevice device : devices) {
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
    if (device.isOffline()) {
      connect(device);
      return true;
    }
    device.login(false);
    SimulatedConnection connection = device.connection();
    if (connection != null && (connection.hasWork() || connection.hasEvents())) {
      busy = true;
      connection.work();
      listen(device, Integer.MAX_VALUE);
      if (acknowledging && device.isReady() && !device.received.isEmpty()) {
        device.acknowledge(device.received.getLast());
      }
    }
    return busy;
  }

  /** The journal's files when the server last stopped in order. */
  List<String> filesAtStop() {
    return filesAtStop;
  }

  private List<String> journalFiles() {
    return disk.folders().files().keySet().stream()
        .filter(name -> name.startsWith("pending/"))
        .toList();
  }
}
