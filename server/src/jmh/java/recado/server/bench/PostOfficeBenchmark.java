package recado.server.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import recado.protocol.Conversation;
import recado.protocol.GroupName;
import recado.protocol.Request;

/**
 * Messages that the post office decides in a second when there are neither sockets nor a disk:
 * SEND, its MSG and SENT encoded, the ACK, and the receipt that comes of it. Requests of one
 * connection come {@code window} at a time, as a read of a socket has them.
 *
 * <p>A new office for each iteration: what is kept for every cid of a day would grow and grow.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PostOfficeBenchmark {
  private static final int PAIRS = 50;
  private static final int MEMBERS = 100;
  private static final int EACH = 64; // messages of one sender in an invocation
  private static final Conversation GROUP = Conversation.in(new GroupName("todos"));

  /** How many requests of one connection come together. */
  @Param({"1", "8", "64"})
  int window;

  private Town town;

  /** Everybody logs in. */
  @Setup(Level.Iteration)
  public void open() throws IOException {
    town = new Town(MEMBERS);
    List<Resident> all = town.residents();
    all.getFirst()
        .ask(
            new Request.GroupCreate(
                new GroupName("todos"), all.stream().skip(1).map(Resident::name).toList()));
    town.awaitDecisions();
  }

  /** The office stops in order. */
  @TearDown(Level.Iteration)
  public void close() throws InterruptedException {
    town.close();
  }

  /** Fifty write to fifty others; for each message. */
  @Benchmark
  @OperationsPerInvocation(PAIRS * EACH)
  public void pairs() {
    for (int sent = 0; sent < EACH; sent += window) {
      for (int pair = 0; pair < PAIRS; pair++) {
        Resident recipient = town.residents().get(PAIRS + pair);
        town.residents().get(pair).send(window, Conversation.with(recipient.name()));
      }
      town.awaitDecisions();
      town.residents().forEach(Resident::acknowledge);
      town.awaitDecisions();
    }
  }

  /** One writes to a group of a hundred, and all the others acknowledge; for each message. */
  @Benchmark
  @OperationsPerInvocation(EACH)
  public void group() {
    for (int sent = 0; sent < EACH; sent += window) {
      town.residents().getFirst().send(window, GROUP);
      town.awaitDecisions();
      town.residents().forEach(Resident::acknowledge);
      town.awaitDecisions();
    }
  }
}
