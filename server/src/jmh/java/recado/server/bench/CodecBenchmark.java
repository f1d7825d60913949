package recado.server.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.EntryId;
import recado.protocol.Event;
import recado.protocol.EventCodec;
import recado.protocol.LineDecoder;
import recado.protocol.LineWriter;
import recado.protocol.ProtocolException;
import recado.protocol.Request;
import recado.protocol.RequestCodec;
import recado.protocol.RequestDecoder;
import recado.protocol.Text;
import recado.protocol.UserName;

/** Lines to requests, and events to lines: what each message costs a session's threads. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {
  private static final int LINES = 100; // as a busy connection has them in one read
  private static final long TIME = 1_763_690_000_000L;
  private static final String TEXT = "bom dia, o jantar é às oito; traz o pão";

  private final byte[] sends = lines("SEND c%d @bruno :" + TEXT);
  private final byte[] acks = lines("ACK %d");
  private final LineWriter out = new LineWriter(256);

  private final Event message =
      new Event.Message(
          new EntryId(1_234_567),
          TIME,
          new UserName("ana"),
          Conversation.with(new UserName("bruno")),
          Text.of(TEXT));
  private final Event sent = new Event.Sent(new Cid("c1234567"), new EntryId(1_234_567), TIME);
  private final Event receipt =
      new Event.Receipt(
          new EntryId(1_234_568),
          TIME,
          DeliveryState.DELIVERED,
          Conversation.with(new UserName("bruno")),
          new UserName("bruno"),
          new EntryId(1_234_567));

  private static byte[] lines(String form) {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= LINES; i++) {
      lines.append(form.formatted(i)).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** One SEND, from bytes in a stream to the request. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public void decodeSend(Blackhole hole) throws IOException, ProtocolException {
    decode(sends, hole);
  }

  /** One ACK. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public void decodeAck(Blackhole hole) throws IOException, ProtocolException {
    decode(acks, hole);
  }

  private static void decode(byte[] lines, Blackhole hole) throws IOException, ProtocolException {
    RequestDecoder decoder =
        new RequestDecoder(LineDecoder.ofRequests(new ByteArrayInputStream(lines)));
    for (Request request = decoder.next(); request != null; request = decoder.next()) {
      hole.consume(request);
    }
  }

  /** One SEND in the way that serves all requests. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public void decodeSendGenerally(Blackhole hole) throws IOException, ProtocolException {
    LineDecoder decoder = LineDecoder.ofRequests(new ByteArrayInputStream(sends));
    while (decoder.advance()) {
      hole.consume(RequestCodec.decode(decoder.line()));
    }
  }

  /** One MSG, as an array of its own: what all recipients share. */
  @Benchmark
  public byte[] encodeMsg() {
    return EventCodec.encode(message);
  }

  /** One SENT, as an array of its own. */
  @Benchmark
  public byte[] encodeSent() {
    return EventCodec.encode(sent);
  }

  /** One DELIVERED, as an array of its own. */
  @Benchmark
  public byte[] encodeReceipt() {
    return EventCodec.encode(receipt);
  }

  /** One SENT behind others in a buffer. */
  @Benchmark
  public LineWriter appendSent() {
    out.clear();
    EventCodec.encode(sent, out);
    return out;
  }
}
