package recado.server.simulation;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import recado.protocol.Event;
import recado.server.postoffice.Caller;
import recado.server.postoffice.Command;
import recado.server.postoffice.Outlet;
import recado.server.postoffice.Parcel;

/** The server's end of a connection, and the wire to the device at the other. */
final class SimulatedConnection implements Outlet {
  final Caller caller = new Caller(this);
  final SimulatedDevice device;

  /** The last lobby message that was told here. */
  long newestOfLobby;

  /** The newest entry that anybody had been told of when this connection was told WELCOME. */
  long newestAtWelcome;

  /** If it came in with a token: how many changes of the password had been made before that. */
  int madeAtToken = Integer.MAX_VALUE;

  private final SimulatedServer server;
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

  /** The device hangs up: nothing of what comes is heard any more. */
  void hangUp() {
    world.oracle().isOver(this);
    server.submit(new Command.HangUp(caller));
  }

  @Override
  public void tell(Parcel parcel) {
    say(parcel.event());
  }

  private void say(Event event) {
    world.fuse().tick(); // between two effects
    if (!closed) {
      SimulationTrace.say("tells   ", device, event);
      world.oracle().told(this, event);
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
    world.oracle().isOver(this);
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
        close();
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
    world.oracle().isOver(this);
  }
}
