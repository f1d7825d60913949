package recado.server.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.DeviceName;
import recado.protocol.EntryId;
import recado.protocol.Event;
import recado.protocol.EventCodec;
import recado.protocol.LineWriter;
import recado.protocol.Request;
import recado.protocol.Secret;
import recado.protocol.Text;
import recado.protocol.UserName;
import recado.server.postoffice.Caller;
import recado.server.postoffice.Command;
import recado.server.postoffice.Outlet;
import recado.server.postoffice.Parcel;
import recado.server.store.SampleRecords;
import recado.server.store.TokenHash;

/**
 * A connection without a socket, which takes everything and encodes it, as a session does. The post
 * office's thread writes what has come, and the benchmark's reads it after the decisions.
 */
final class Resident implements Outlet {
  private static final BiConsumer<Event, LineWriter> ENCODER = EventCodec::encode;
  private static final Text TEXT = Text.of("bom dia, o jantar é às oito; traz o pão");

  private final Town town;
  private final UserName name;
  private final Caller caller = new Caller(this);
  private final List<EntryId> unacknowledged = new ArrayList<>();
  private long cids;
  private final LineWriter out = new LineWriter(1 << 12);
  private long bytes;

  Resident(Town town, UserName name) {
    this.town = town;
    this.name = name;
  }

  UserName name() {
    return name;
  }

  void login() {
    Command.NewToken token = new Command.NewToken(Secret.of("t0k3n"), TokenHash.of("t0k3n"));
    town.submit(
        new Command.Login(
            caller,
            name,
            new DeviceName("pc"),
            SampleRecords.PASSWORD,
            token,
            () -> town.decided(1)),
        1);
  }

  void ask(Request request) {
    town.submit(new Command.Ask(caller, request), 1);
  }

  void send(int messages, Conversation to) {
    List<Request> requests = new ArrayList<>(messages);
    for (int i = 0; i < messages; i++) {
      requests.add(new Request.Send(new Cid("c" + cids++), to, TEXT));
    }
    askAll(requests);
  }

  /** Acknowledges each message that has come, as a client does that stores one at a time. */
  void acknowledge() {
    if (!unacknowledged.isEmpty()) {
      List<Request> requests = new ArrayList<>(unacknowledged.size());
      unacknowledged.forEach(id -> requests.add(new Request.Ack(id)));
      unacknowledged.clear();
      askAll(requests);
    }
  }

  private void askAll(List<Request> requests) {
    town.submit(
        requests.size() == 1
            ? new Command.Ask(caller, requests.getFirst())
            : new Command.AskAll(caller, requests),
        requests.size());
  }

  @Override
  public void tell(Parcel parcel) {
    parcel.writeTo(out, ENCODER);
  }

  @Override
  public boolean deliver(Parcel parcel) {
    parcel.writeTo(out, ENCODER);
    if (parcel.event() instanceof Event.Message message) {
      unacknowledged.add(message.id());
    }
    return true;
  }

  @Override
  public void catchUp(long[] ids) {
    throw new IllegalStateException("a mailbox that was not empty");
  }

  @Override
  public void decided(int requests) {
    town.decided(requests);
  }

  @Override
  public void flush() {
    bytes += out.length();
    out.clear();
  }

  @Override
  public void close() {}
}
