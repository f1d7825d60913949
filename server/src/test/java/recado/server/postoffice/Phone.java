package recado.server.postoffice;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import recado.protocol.Event;
import recado.protocol.EventCodec;
import recado.protocol.ProtocolException;
import recado.protocol.Request;
import recado.protocol.RequestCodec;
import recado.protocol.WireLine;

/**
 * A connection without a socket: it says lines and keeps the lines that it hears. What has not been
 * flushed has not been heard.
 */
final class Phone implements Outlet {
  final Caller caller = new Caller(this);
  private final TestOffice office;

  private final List<String> taken = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private boolean full;
  private boolean slow;
  private boolean closed;
  private int requestsDecided;

  Phone(TestOffice office) {
    this.office = office;
  }

  static Request request(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    try {
      return RequestCodec.decode(WireLine.parse(bytes, 0, bytes.length));
    } catch (ProtocolException e) {
      throw new AssertionError(line, e);
    }
  }

  static String line(Event event) {
    byte[] line = EventCodec.encode(event);
    return new String(line, 0, line.length - 1, StandardCharsets.UTF_8);
  }

  void says(String line) {
    office.submit(new Command.Ask(caller, request(line)));
  }

  /** Sends a message and returns its id. */
  long sends(String to, String text) {
    String cid = office.newCid();
    says("SEND " + cid + " " + to + " :" + text);
    List<String> answer = hears("SENT " + cid);
    if (answer.size() != 1) {
      throw new AssertionError("SENT expected, but was " + answer + heard);
    }
    return Long.parseLong(answer.getFirst().split(" ", -1)[2]);
  }

  /** What has come since it was asked last. */
  List<String> hears() {
    return hears("");
  }

  /** What has come that begins like this; the rest is kept. */
  List<String> hears(String beginning) {
    office.settle();
    List<String> found = heard.stream().filter(line -> line.startsWith(beginning)).toList();
    heard.removeAll(found);
    return found;
  }

  /** What has come, without letting the office decide what it was asked since. */
  List<String> heardSoFar() {
    return List.copyOf(heard);
  }

  int requestsDecided() {
    return requestsDecided;
  }

  boolean isClosed() {
    return closed;
  }

  /** From now on it takes no entry, like a peer that reads no more. */
  void stopsReading() {
    full = true;
  }

  /** It takes entries again, and says so. */
  void readsOn() {
    full = false;
    drained();
  }

  /** From now on the next piece of a backlog waits for {@link #drained}. */
  void readsSlowly() {
    slow = true;
  }

  void drained() {
    office.submit(new Command.Drained(caller));
  }

  void hangsUp() {
    office.submit(new Command.HangUp(caller));
    office.settle();
  }

  @Override
  public void tell(Parcel parcel) {
    taken.add(line(parcel.event()));
  }

  @Override
  public boolean deliver(Parcel parcel) {
    if (!full) {
      taken.add(line(parcel.event()));
    }
    return !full;
  }

  @Override
  public void catchUp(long[] ids) {
    office.journal().read(ids, entry -> heard.add(line(entry)));
    if (!slow) {
      drained();
    }
  }

  @Override
  public void decided(int requests) {
    requestsDecided += requests;
  }

  @Override
  public void flush() {
    heard.addAll(taken);
    taken.clear();
  }

  @Override
  public void close() {
    closed = true;
  }
}
