package recado.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Many connections that mean no good, on one thread: it writes whatever each of them can take, and
 * never reads.
 */
final class HostileGuests implements AutoCloseable {
  private static final int WRITTEN_AT_ONCE = 4096;

  /** What they do. */
  enum Kind {
    /** Asks for answers and never reads them. */
    NEVER_READING("PING " + "a".repeat(60) + "\n"),
    /** A byte now and then: to this test's length, one. */
    TRICKLING("P"),
    /** A line without an end. */
    ENDLESS("x".repeat(WRITTEN_AT_ONCE)),
    /** Bytes that are no protocol. */
    GARBAGE("\u0000\u00ff\u0001 \u2028\n\r\n:::\n"),
    /** Connects and says nothing. */
    HALF_OPEN("");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private final Selector selector = Selector.open();
  private final List<SocketChannel> channels = new ArrayList<>();
  private final Map<Kind, Integer> sentAway = new EnumMap<>(Kind.class);
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("hostile").unstarted(this::run);

  /** Connects so many, the kinds in turn. */
  HostileGuests(InetSocketAddress server, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      SocketChannel channel = SocketChannel.open();
      channels.add(channel);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096); // the sooner it is the server's
      channel.connect(server);
      channel.configureBlocking(false);
      Kind kind = Kind.values()[i % Kind.values().length];
      if (kind != Kind.HALF_OPEN) {
        channel.register(selector, SelectionKey.OP_WRITE, new Guest(kind));
      }
    }
    thread.start();
  }

  private static final class Guest {
    private final Kind kind;
    private final ByteBuffer words;

    Guest(Kind kind) {
      this.kind = kind;
      byte[] once = kind.words.getBytes(StandardCharsets.UTF_8);
      int times = kind == Kind.TRICKLING ? 1 : Math.max(1, WRITTEN_AT_ONCE / once.length);
      words = ByteBuffer.allocate(times * once.length);
      for (int i = 0; i < times; i++) {
        words.put(once);
      }
      words.flip();
    }
  }

  private void run() {
    try {
      while (end.getCount() > 0) {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
          write(key);
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      throw new IllegalStateException("the hostile guests have failed", e);
    }
  }

  private void write(SelectionKey key) {
    Guest guest = (Guest) key.attachment();
    try {
      ((SocketChannel) key.channel()).write(guest.words);
      if (!guest.words.hasRemaining()) {
        if (guest.kind == Kind.TRICKLING) {
          key.cancel();
        }
        guest.words.rewind();
      }
    } catch (IOException e) {
      key.cancel();
      synchronized (sentAway) {
        sentAway.merge(guest.kind, 1, Integer::sum);
      }
    }
  }

  /** How many of each kind the server has let go. */
  Map<Kind, Integer> sentAway() {
    synchronized (sentAway) {
      return new EnumMap<>(sentAway);
    }
  }

  @Override
  public void close() throws IOException {
    end.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SocketChannel channel : channels) {
      channel.close();
    }
    selector.close();
  }
}
