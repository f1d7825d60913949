package recado.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import recado.server.conversation.Peer;

/**
 * One device of a person who writes and reads much. It keeps what a careful client keeps, and fails
 * when the server breaks a promise. One thread at a time.
 */
final class Correspondent {
  private static final String GROUP = "#todos";
  private static final int MAX_PADDING = 300;
  private static final int MAX_UNACKNOWLEDGED = 20;

  private final String user;
  private final String device;
  private final Witness witness;
  private final Random random;
  private String token = "";

  /** What this device has sent and has no answer to, by cid, in the order sent. */
  private final Map<String, Message> unanswered = new LinkedHashMap<>();

  private final List<Message> answered = new ArrayList<>();

  /** The rest of the answer to each cid: id and time. */
  private final Map<String, String> answers = new HashMap<>();

  private final Map<Long, String> received = new HashMap<>();

  /** How far each recipient has got my messages, by conversation and name. */
  private final Map<String, Long> deliveredUpTo = new HashMap<>();

  private long surelyAcknowledged;

  Correspondent(String user, String device, Witness witness, Random random) {
    this.user = user;
    this.device = device;
    this.witness = witness;
    this.random = random;
  }

  String user() {
    return user;
  }

  int answered() {
    return answered.size();
  }

  int received() {
    return received.size();
  }

  private record Message(String cid, String to, String text) {
    String line() {
      return "SEND " + cid + " " + to + " :" + text;
    }
  }

  private static long idOf(String idAndTime) {
    return Long.parseLong(idAndTime.substring(0, idAndTime.indexOf(' ')));
  }

  private record UnderWay(String cid, long acknowledgedBefore) {}

  /** A connection of this device. The reading thread has it, but for the queue of lines. */
  private final class Session implements AutoCloseable {
    private final Peer peer;
    private final BlockingQueue<String> toWrite = new LinkedBlockingQueue<>();
    private final Queue<UnderWay> underWay = new ArrayDeque<>();
    private final Thread writer;
    private long lastId;
    private long acknowledged;
    private int unacknowledged;

    Session(InetSocketAddress server) throws IOException {
      peer = new Peer(server);
      // A thread of its own: who does not read while it writes can wait for ever.
      writer = Thread.startVirtualThread(this::write);
    }

    private void write() {
      try {
        while (true) {
          peer.send(toWrite.take());
        }
      } catch (IOException | InterruptedException expected) {
        // the connection is over, as the reader will notice too
      }
    }

    void logIn() throws IOException {
      token = ""; // void as soon as there is a newer one, which a crash can keep from us
      say("LOGIN " + user + " " + device + " :" + password());
      readUpTo("SYNCED");
    }

    void resume() throws IOException {
      say("RESUME " + user + " " + device + " :" + token);
      readUpTo("SYNCED");
    }

    void say(String line) {
      toWrite.add(line);
    }

    void send(Message message) {
      underWay.add(new UnderWay(message.cid(), acknowledged));
      say(message.line());
    }

    String read() throws IOException {
      String line = peer.receive();
      if (line == null) {
        throw new IOException("the connection has ended");
      }
      take(line);
      return line;
    }

    void readUpTo(String beginning) throws IOException {
      while (!read().startsWith(beginning)) {
        // everything is taken note of
      }
    }

    private void take(String line) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "MSG", "GROUP", "DELIVERED" -> takeEntry(Long.parseLong(words[1]), line, words);
        case "SENT" -> takeAnswer(words[1], words[2] + " " + words[3]);
        case "TOKEN" -> token = line.substring("TOKEN :".length());
        case "SYNCED" -> assertEquals(lastId, Long.parseLong(words[1]), "the last id before it");
        case "WELCOME", "PONG", "BYE" -> {}
        default -> throw new AssertionError(user + " got " + line);
      }
    }

    private void takeEntry(long id, String line, String[] words) {
      assertTrue(id > lastId, () -> user + "/" + device + " got after " + lastId + ": " + line);
      assertTrue(id > surelyAcknowledged, () -> "was acknowledged, and came again: " + line);
      lastId = id;
      witness.saw(id, line);
      received.put(id, line);
      if (words[0].equals("DELIVERED")) {
        long upTo = Long.parseLong(words[5]);
        deliveredUpTo.merge(words[3] + " " + words[4], upTo, Math::max);
      }
      unacknowledged++;
      if (random.nextInt(MAX_UNACKNOWLEDGED) < unacknowledged) {
        acknowledge();
      }
    }

    void acknowledge() {
      if (unacknowledged > 0) {
        witness.acknowledges(user, lastId);
        say("ACK " + lastId);
        acknowledged = lastId;
        unacknowledged = 0;
      }
    }

    private void takeAnswer(String cid, String idAndTime) {
      UnderWay first = underWay.remove();
      assertEquals(first.cid(), cid, "SENTs keep the order of their SENDs");
      // carried out before this SEND, and safe with it
      surelyAcknowledged = Math.max(surelyAcknowledged, first.acknowledgedBefore());
      Message message = unanswered.remove(cid);
      String before = answers.putIfAbsent(cid, idAndTime);
      if (message == null) {
        assertEquals(before, idAndTime, "a repeated SEND is answered as before: " + cid);
        return;
      }
      assertNull(before, cid);
      answered.add(message);
      String rest = idAndTime + " " + user + " " + message.to() + " :" + message.text();
      witness.saw(idOf(idAndTime), "MSG " + rest);
    }

    @Override
    public void close() throws IOException {
      writer.interrupt();
      peer.close();
    }
  }

  private String password() {
    return "password-of-" + user;
  }

  /** Makes the account. */
  void register(InetSocketAddress server) throws IOException {
    try (Peer peer = new Peer(server)) {
      peer.send("REGISTER " + user + " :" + password());
      peer.receiveUpTo("REGISTERED");
    }
  }

  /** The server knows the device from now on, and keeps for it what others have acknowledged. */
  void logIn(InetSocketAddress server) throws IOException {
    try (Session session = new Session(server)) {
      session.logIn();
    }
  }

  /** Makes the group of all these. */
  void createGroup(InetSocketAddress server, List<String> others) throws IOException {
    try (Session session = new Session(server)) {
      session.resume();
      session.say("GROUP CREATE " + GROUP + " " + String.join(" ", others));
      session.readUpTo("GROUP");
    }
  }

  /**
   * Reads, acknowledges and writes until the connection ends.
   *
   * @param to whom to write to
   * @param underWay so many messages wait for their answers at any time; 0 for who only reads
   * @throws AssertionError if it ends before its time, or the server breaks a promise
   */
  void correspond(Crowd.Round round, List<String> to, int underWay) throws IOException {
    try (Session session = new Session(round.server())) {
      if (token.isEmpty() || random.nextInt(4) == 0) {
        session.logIn();
      } else {
        session.resume();
      }
      unanswered.values().forEach(session::send);
      if (underWay > 0) {
        session.say("GROUP TOPIC " + GROUP + " :" + random.nextLong());
      }
      for (int i = 0; i < underWay; i++) {
        session.send(next(to));
      }
      while (true) {
        if (session.read().startsWith("SENT ")) {
          round.answered();
          session.send(next(to));
        }
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server does not answer " + user, e);
    } catch (IOException e) {
      if (!round.isEnding()) {
        throw new AssertionError("the server has let " + user + " go: " + e.getMessage(), e);
      }
    }
  }

  /** A new message, or now and then one that was answered before. */
  private Message next(List<String> to) {
    if (!answered.isEmpty() && random.nextInt(20) == 0) {
      return answered.get(random.nextInt(answered.size()));
    }
    String cid = user.substring(1) + "-" + (unanswered.size() + answered.size());
    String padding = ".".repeat(random.nextInt(MAX_PADDING));
    Message message = new Message(cid, to.get(random.nextInt(to.size())), cid + padding);
    unanswered.put(cid, message);
    return message;
  }

  /** The last, quiet session: everything is repeated, read and acknowledged. */
  final class LastSession implements AutoCloseable {
    private final Session session;

    LastSession(InetSocketAddress server) throws IOException {
      session = new Session(server);
      session.logIn();
      unanswered.values().forEach(session::send);
    }

    /** Returns when the server has done all that was asked so far. */
    void settle() throws IOException {
      session.say("PING 1");
      session.readUpTo("PONG");
      session.acknowledge();
      session.say("PING 2");
      session.readUpTo("PONG");
    }

    @Override
    public void close() throws IOException {
      session.close();
    }
  }

  /** Whoever has acknowledged everything is told so. */
  void expectNothingWaits(InetSocketAddress server) throws IOException {
    try (Peer peer = new Peer(server)) {
      peer.send("RESUME " + user + " " + device + " :" + token);
      assertEquals("WELCOME " + user + " " + device + " 0", peer.receive());
      assertEquals("SYNCED 0", peer.receive());
    }
  }

  /** Everything that was answered has arrived, and this device has its receipts. */
  void checkAgainst(List<Correspondent> all) {
    assertEquals(Map.of(), unanswered, "without an answer");
    for (Message message : answered) {
      String idAndTime = String.valueOf(answers.get(message.cid()));
      long id = idOf(idAndTime);
      String line = "MSG " + idAndTime + " " + user + " " + message.to();
      for (Correspondent other : all) {
        boolean recipient = message.to().equals(GROUP) || message.to().equals(other.user);
        if (other != this && recipient) {
          assertEquals(
              line + " :" + message.text(), other.received.get(id), other.user + other.device);
        }
        if (recipient && !other.user.equals(user)) {
          long upTo = deliveredUpTo.getOrDefault(message.to() + " " + other.user, 0L);
          assertTrue(upTo >= id, () -> "no receipt of " + other.user + " for " + line);
        }
      }
    }
  }

  /** Whatever anybody has seen of the group, this device has. */
  void expectAllGroupEntries(Witness everybody) {
    everybody
        .entries()
        .forEach(
            (id, line) -> {
              if (line.startsWith("GROUP ")) {
                assertEquals(line, received.get(id), user + "/" + device);
              }
            });
  }
}
