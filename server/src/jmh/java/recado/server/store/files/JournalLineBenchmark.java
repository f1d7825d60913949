package recado.server.store.files;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import recado.protocol.DeliveryState;
import recado.protocol.LineWriter;
import recado.server.store.JournalRecord;
import recado.server.store.SampleRecords;

/** One record as its line in the journal, checksum and all, without the disk. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JournalLineBenchmark {
  private final JournalLines lines = new JournalLines();
  private final LineWriter out = new LineWriter(1_024);
  private final JournalRecord message =
      SampleRecords.message(1_234_567, "bom dia, o jantar é às oito; traz o pão");
  private final JournalRecord receipt =
      SampleRecords.receipt(1_234_568, DeliveryState.DELIVERED, 1_234_567);
  private final JournalRecord acknowledged = SampleRecords.acknowledged(1_234_569, 1_234_567);

  /** A message. */
  @Benchmark
  public LineWriter message() {
    return write(message);
  }

  /** A receipt. */
  @Benchmark
  public LineWriter receipt() {
    return write(receipt);
  }

  /** A cursor that moved. */
  @Benchmark
  public LineWriter acknowledged() {
    return write(acknowledged);
  }

  private LineWriter write(JournalRecord record) {
    out.clear();
    lines.write(record, out);
    return out;
  }
}
