package recado.server.dialect.zap;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.DeviceName;
import recado.protocol.EntryId;
import recado.protocol.ErrorCode;
import recado.protocol.Limits;
import recado.protocol.ProtocolException;
import recado.protocol.Request;
import recado.protocol.Secret;
import recado.protocol.Text;
import recado.protocol.UserName;

/** What a client asks for, as Recado's requests. The reading thread's. */
final class ZapRequests {
  /** A client has but one; whoever knows an id knows all there is to know. */
  private static final DeviceName DEVICE = new DeviceName("zap");

  private static final Secret NO_SECRET = new Secret(Text.EMPTY);

  /** For what is answered already, or need not be: it counts as a request, like any other. */
  private static final Request NOTHING = new Request.Ping("zap");

  private final Self self;
  private final Shown shown;
  private final Switchboard switchboard;
  private final ZapReader reader;
  private final String connection =
      Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
  private int sent;

  ZapRequests(InputStream in, Self self, Shown shown, Switchboard switchboard) {
    this.self = self;
    this.shown = shown;
    this.switchboard = switchboard;
    reader = new ZapReader(in, this::isPlausible);
  }

  private boolean isPlausible(ZapMessage message) {
    return switch (message) {
      case ZapMessage.Send send -> self.is(send.from());
      case ZapMessage.CreateGroup create -> self.is(create.creator());
      case ZapMessage.Register _, ZapMessage.SignOn _, ZapMessage.Read _ -> true;
    };
  }

  boolean hasNext() {
    return reader.hasNext();
  }

  /** As {@link recado.server.dialect.Dialect.Decoder#next}. */
  @Nullable Request next() throws IOException, ProtocolException {
    ZapMessage message = reader.next();
    try {
      return message == null ? null : request(message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private Request request(ZapMessage message)
      throws IOException, ProtocolException, InterruptedException {
    return switch (message) {
      case ZapMessage.Register _ -> register();
      case ZapMessage.SignOn(ZapId id) -> signOn(id);
      case ZapMessage.Send send -> send(send);
      case ZapMessage.Read(ZapId from, String time) -> read(from, time);
      case ZapMessage.CreateGroup create -> createGroup(create);
    };
  }

  private Request register() throws ProtocolException, InterruptedException {
    if (self.isRegistering()) {
      return NOTHING; // the client asks again when it has waited for half a second
    }
    self.awaitDecision();
    if (self.isSignedOn()) {
      throw new ProtocolException(
          "REGISTER", ErrorCode.ALREADY_LOGGED_IN, null, "you have signed on already");
    }
    self.register();
    return new Request.Register(null, null, NO_SECRET);
  }

  private Request signOn(ZapId id) throws ProtocolException, InterruptedException {
    if (self.isSigningOn() && self.is(id)) {
      return NOTHING;
    }
    self.awaitDecision();
    if (!self.isSignedOn() && !self.claim(id)) {
      throw new ProtocolException(
          "LOGIN", ErrorCode.NOT_ALLOWED, null, "somebody has signed on with this id already");
    }
    return signOnOf(id);
  }

  /** Begins a session of an account that has no password. */
  static Request signOnOf(ZapId id) {
    return new Request.Login(id.user(), DEVICE, NO_SECRET);
  }

  private void expectSelf(ZapId id, String verb) throws ProtocolException {
    if (!self.is(id)) {
      throw new ProtocolException(
          verb, ErrorCode.NOT_ALLOWED, null, "you have not signed on with this id");
    }
  }

  private Request send(ZapMessage.Send send) throws ProtocolException {
    expectSelf(send.from(), "SEND");
    String text = withoutLineEnd(send.text()).replace('\0', ' ');
    if (Text.lengthInBytes(text) > Limits.MAX_TEXT_BYTES) {
      throw new ProtocolException("SEND", ErrorCode.TOO_LONG, null, "the text is too long");
    }
    sent++;
    Cid cid = new Cid(send.time() + "-" + connection + "-" + sent);
    return new Request.Send(cid, send.to().conversation(), Text.of(text));
  }

  private static String withoutLineEnd(String text) {
    String cut = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return cut.endsWith("\r") ? cut.substring(0, cut.length() - 1) : cut;
  }

  /** When the client says that it wrote the message with this cid. */
  static String timeIn(Cid cid) {
    return cid.value().substring(0, cid.value().indexOf('-'));
  }

  private Request read(ZapId from, String time) {
    EntryId upTo = self.isSomebody() ? shown.read(from, time) : null;
    return upTo == null ? NOTHING : read(from, upTo);
  }

  static Request read(ZapId from, EntryId upTo) {
    Conversation conversation = from.conversation();
    return new Request.Read(conversation, upTo);
  }

  private Request createGroup(ZapMessage.CreateGroup create)
      throws IOException, ProtocolException, InterruptedException {
    expectSelf(create.creator(), "GROUP");
    List<UserName> members = create.members().stream().map(ZapId::user).toList();
    return new Request.GroupCreate(switchboard.numbers().newGroup(), members);
  }
}
