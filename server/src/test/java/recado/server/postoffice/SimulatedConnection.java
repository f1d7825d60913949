package recado.server.postoffice;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import recado.protocol.Cid;
import recado.protocol.Event;

/** The server's end of a connection, and the wire to the device at the other. */
final class SimulatedConnection implements Outlet {
  final Caller caller = new Caller(this);

  /** The cids of the SENDs that wait for an answer, in their order. */
  final Deque<Cid> unanswered = new ArrayDeque<>();

  private final SimulatedServer server;
  private final SimulatedDevice device;
  private final World world;
  private final List<Event> unflushed = new ArrayList<>();
  private final Deque<Event> wire = new ArrayDeque<>();
  private final Deque<long[]> pieces = new ArrayDeque<>();
  private boolean full;
  private boolean closed;

  /** What all connections of a simulation share. */
  record World(SimulatedFuse fuse, SimulatedOracle oracle, RandomGenerator random) {}

  SimulatedConnection(SimulatedServer server, SimulatedDevice device, World world) {
    this.server = server;
    this.device = device;
    this.world = world;
  }

  void submit(Command command) {
    server.submit(command);
  }

  @Override
  public void tell(Parcel parcel) {
    say(parcel.event());
  }

  private void say(Event event) {
    world.fuse().tick(); // between two effects
    if (!closed) {
      SimulatedBook.trace("tells    " + device + " " + event);
      world.oracle().told(device, event);
      unflushed.add(event);
    }
  }

  @Override
  public boolean deliver(Parcel parcel) {
    if (full) {
      throw new SimulationFailure("an entry although the outlet is full, for " + device);
    }
    if (world.random().nextInt(12) == 0) {
      full = true;
      return false;
    }
    say(parcel.event());
    return true;
  }

  @Override
  public void catchUp(long[] ids) {
    pieces.add(ids);
  }

  @Override
  public void decided(int requests) {}

  @Override
  public void flush() {
    wire.addAll(unflushed);
    unflushed.clear();
  }

  @Override
  public void close() {
    flush();
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /** What the outlet's own threads do: read a piece of the backlog, report that there is room. */
  void work() {
    long[] piece = pieces.poll();
    if (piece != null) {
      try {
        server.read(piece, this::say);
        flush();
        server.submit(new Command.Drained(caller));
      } catch (IOException e) {
        world.oracle().readingFailed(e);
        closed = true;
        server.submit(new Command.HangUp(caller));
      }
    } else if (full) {
      full = false;
      server.submit(new Command.Drained(caller));
    }
  }

  boolean hasWork() {
    return full || !pieces.isEmpty();
  }

  /** The next event that comes out at the device's end, or null. */
  @Nullable Event next() {
    return wire.poll();
  }

  boolean hasEvents() {
    return !wire.isEmpty();
  }

  /** The server has died: some of what it sent comes still. */
  void breakOff() {
    int left = world.random().nextInt(wire.size() + 1);
    while (wire.size() > left) {
      wire.removeLast();
    }
    closed = true;
  }
}
