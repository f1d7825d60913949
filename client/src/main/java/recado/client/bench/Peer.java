package recado.client.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import recado.protocol.DeviceName;
import recado.protocol.Event;
import recado.protocol.EventCodec;
import recado.protocol.LineWriter;
import recado.protocol.ProtocolException;
import recado.protocol.Request;
import recado.protocol.RequestCodec;
import recado.protocol.Secret;
import recado.protocol.UserName;
import recado.protocol.WireLine;

/**
 * One account and its connection. Owned by its loop's thread.
 *
 * <p>It acknowledges whatever it gets, once for each read, as a client does that keeps what it got.
 */
final class Peer {
  private enum State {
    AWAY,
    SIGNING_IN,
    IN,
    LEAVING
  }

  private static final byte[] MSG = ascii("MSG ");
  private static final byte[] SENT = ascii("SENT ");
  private static final byte[] DELIVERED = ascii("DELIVERED ");
  private static final DeviceName DEVICE = new DeviceName("bench");
  private static final int FIRST_BUFFER_BYTES = 256;
  private static final byte[] NOTHING = {};

  private final Loop loop;
  private final InetSocketAddress server;
  private final UserName name;
  private final Secret password;
  private @Nullable Secret token;
  private boolean registered;
  private long cids;

  private State state = State.AWAY;
  private Part part = Part.IDLE;
  private @Nullable SocketChannel channel;
  private @Nullable SelectionKey key;
  private LongConsumer whenIn = _ -> {};
  private Runnable whenAway = () -> {};
  private long opened;
  private byte[] rest = NOTHING; // the beginning of a line whose end has not come
  private final LineWriter out = new LineWriter(FIRST_BUFFER_BYTES);
  private int written;
  private long lastEntry; // to be acknowledged; 0 for none
  private String goodbye = ""; // what the server said before it hung up

  Peer(Loop loop, InetSocketAddress server, UserName name, Secret password) {
    this.loop = loop;
    this.server = server;
    this.name = name;
    this.password = password;
  }

  private static byte[] ascii(String word) {
    return word.getBytes(StandardCharsets.US_ASCII);
  }

  // ---- coming and going

  /**
   * Connects and signs in: the first time with a new account, later with its token.
   *
   * @param receiveBufferBytes how much the system keeps that was not read yet; 0 for as usual
   * @param whenSignedIn is told how many nanoseconds it took until SYNCED
   */
  void open(int receiveBufferBytes, LongConsumer whenSignedIn) {
    opened = Stamp.now();
    state = State.SIGNING_IN;
    whenIn = whenSignedIn;
    try {
      SocketChannel opening = SocketChannel.open();
      channel = opening;
      opening.configureBlocking(false);
      opening.setOption(StandardSocketOptions.TCP_NODELAY, true);
      if (receiveBufferBytes > 0) {
        opening.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
      }
      boolean atOnce = opening.connect(server);
      int interest = atOnce ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT;
      key = opening.register(loop.selector(), interest, this);
      signIn();
    } catch (IOException e) {
      failed(Failures.connecting(server, e));
    }
  }

  private void signIn() {
    if (token != null) {
      say(new Request.Resume(name, DEVICE, token));
      return;
    }
    if (!registered) {
      say(new Request.Register(name, null, password));
    }
    say(new Request.Login(name, DEVICE, password));
  }

  /** Says goodbye; the connection is over when the server has closed it. */
  void leave(Runnable whenOver) {
    state = State.LEAVING;
    whenAway = whenOver;
    say(new Request.Quit());
  }

  /** Closes the connection without a word. */
  void close() {
    state = State.AWAY;
    SocketChannel open = channel;
    channel = null;
    key = null;
    rest = NOTHING;
    out.clear();
    written = 0;
    lastEntry = 0;
    if (open != null) {
      try {
        open.close();
      } catch (IOException expected) {
        // It is over, one way or the other.
      }
    }
  }

  private void failed(BenchException why) {
    loop.alarm().ring(why);
    close();
  }

  /** The server has hung up. */
  private void ended(String how) {
    boolean expected = state == State.LEAVING;
    boolean early = state == State.SIGNING_IN;
    String why = goodbye.isEmpty() ? how : goodbye;
    close();
    if (expected) {
      whenAway.run();
    } else {
      loop.alarm()
          .ring(
              new BenchException(
                  early ? Saying.ENDED_SIGNING_IN.text(name, why) : Saying.ENDED.text(why)));
    }
  }

  // ---- what the selector says

  void ready(SelectionKey ready) {
    SocketChannel open = channel;
    if (open == null || !ready.isValid()) {
      return;
    }
    try {
      if (ready.isConnectable()) {
        connect(open, ready);
      }
      if (ready.isValid() && ready.isWritable()) {
        ready.interestOpsAnd(~SelectionKey.OP_WRITE);
        flush();
      }
      if (ready.isValid() && ready.isReadable()) {
        read(open);
      }
    } catch (IOException e) {
      ended(String.valueOf(e.getMessage()));
    }
  }

  private void connect(SocketChannel open, SelectionKey ready) {
    try {
      open.finishConnect();
      ready.interestOps(SelectionKey.OP_READ);
      flush();
    } catch (IOException e) {
      failed(Failures.connecting(server, e));
    }
  }

  private void read(SocketChannel open) throws IOException {
    byte[] bytes = loop.bytes();
    System.arraycopy(rest, 0, bytes, 0, rest.length);
    int count = open.read(loop.buffer().clear().position(rest.length));
    if (count < 0) {
      ended(Saying.HUNG_UP.text());
      return;
    }
    long now = Stamp.now();
    int end = rest.length + count;
    int from = 0;
    for (int i = rest.length; i < end; i++) {
      if (bytes[i] == '\n') {
        line(bytes, from, i, now);
        from = i + 1;
        if (channel == null) {
          return; // something in that line ended it
        }
      }
    }
    rest = from == end ? NOTHING : Arrays.copyOfRange(bytes, from, end);
    if (lastEntry > 0) {
      out().ascii("ACK ").decimal(lastEntry).put((byte) '\n');
      lastEntry = 0;
    }
  }

  private void line(byte[] bytes, int from, int to, long now) {
    LineCursor line = loop.cursor();
    line.place(bytes, from, to);
    if (line.takes(MSG)) {
      lastEntry = line.decimal();
      line.skipPast(':');
      part.message(line, now);
    } else if (line.takes(SENT)) {
      part.sent(line.decimal(), now);
    } else if (line.takes(DELIVERED)) {
      lastEntry = line.decimal();
    } else {
      try {
        event(EventCodec.decode(WireLine.parse(bytes, from, to)), now);
      } catch (ProtocolException e) {
        failed(new BenchException(Saying.NO_SUCH_LINE.text(e.message())));
      }
    }
  }

  private void event(Event event, long now) {
    switch (event) {
      case Event.Registered _ -> registered = true;
      case Event.Token(Secret newToken) -> token = newToken;
      case Event.Synced _ -> {
        if (state == State.SIGNING_IN) {
          state = State.IN;
          loop.connected();
          whenIn.accept(now - opened);
        }
      }
      case Event.GroupEvent group -> {
        lastEntry = group.id().value();
        part.group(group);
      }
      case Event.Entry entry -> lastEntry = entry.id().value();
      case Event.Ping(String word) -> say(new Request.Pong(word));
      case Event.Bye(var why) -> goodbye = "BYE " + why;
      case Event.Err err -> failed(Failures.refused(name, err));
      default -> {} // the greeting, WELCOME, what others do
    }
  }

  // ---- saying something

  void say(Request request) {
    RequestCodec.encode(request, out());
  }

  /** Where to write the next line; it goes out at the end of the loop's turn. */
  LineWriter out() {
    if (out.length() == 0) {
      loop.unwritten(this);
    }
    return out;
  }

  /** Writes what the socket takes; the selector calls for the rest. */
  void flush() {
    SocketChannel open = channel;
    if (open == null || out.length() == 0 || !open.isConnected()) {
      return;
    }
    SelectionKey at = Objects.requireNonNull(key);
    if ((at.interestOps() & SelectionKey.OP_WRITE) != 0) {
      return; // it is full
    }
    try {
      written += open.write(ByteBuffer.wrap(out.buffer(), written, out.length() - written));
      if (written == out.length()) {
        out.clear();
        written = 0;
      } else {
        at.interestOpsOr(SelectionKey.OP_WRITE);
      }
    } catch (IOException e) {
      ended(String.valueOf(e.getMessage()));
    }
  }

  /** Stops reading, or begins again: what a peer does whose machine hangs. */
  void reading(boolean wanted) {
    SelectionKey at = Objects.requireNonNull(key);
    if (wanted) {
      at.interestOpsOr(SelectionKey.OP_READ);
    } else {
      at.interestOpsAnd(~SelectionKey.OP_READ);
    }
  }

  /** Plays this part from now on. */
  void take(Part newPart) {
    part = newPart;
  }

  /** The cid of the next message; cids are numbers, from 0 on, for as long as the account lives. */
  long nextCid() {
    return cids;
  }

  long takeCid() {
    return cids++;
  }

  UserName name() {
    return name;
  }

  Loop loop() {
    return loop;
  }
}
