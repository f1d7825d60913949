package recado.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** A server that knows just enough to be measured, and breaks the promises that it is told to. */
final class FaultyServer implements AutoCloseable {
  /** What a message with a number from 1 on meets on its way. */
  interface Fault {
    /** Hands the message on, as often and whenever it likes. */
    void pass(long number, String line, Consumer<String> deliver);
  }

  private final ServerSocket listener;
  private final Fault fault;
  private final Map<String, Socket> online = new HashMap<>();
  private final List<Socket> sockets = new ArrayList<>();
  private long ids;
  private long messages;

  FaultyServer(Fault fault) throws IOException {
    this.fault = fault;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        synchronized (this) {
          sockets.add(socket);
        }
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException expected) {
      // close() ends it this way.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      say(socket, "RECADO 1 faulty :hello");
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String user = "";
      String line;
      while ((line = in.readLine()) != null) {
        List<String> words = List.of(line.split(" ", 5));
        user = words.getFirst().equals("LOGIN") ? words.get(1) : user;
        answer(socket, user, words);
      }
    } catch (IOException expected) {
      // The peer has gone, or hangUp() was called.
    }
  }

  private synchronized void answer(Socket socket, String user, List<String> words)
      throws IOException {
    switch (words.getFirst()) {
      case "REGISTER" -> say(socket, "REGISTERED " + words.get(1) + " 1000000000001");
      case "LOGIN" -> {
        online.put(user, socket);
        say(socket, "WELCOME " + user + " bench 0");
        say(socket, "TOKEN :token");
        say(socket, "SYNCED 0");
      }
      case "SEND" -> {
        String text = String.join(" ", words.subList(3, words.size()));
        String to = words.get(2);
        say(socket, "SENT " + words.get(1) + " " + ++ids + " 1");
        String message = "MSG " + ids + " 1 " + user + " " + to + " " + text;
        fault.pass(++messages, message, line -> deliver(to, line));
      }
      default -> {} // an ACK
    }
  }

  private void deliver(String to, String line) {
    try {
      say(Objects.requireNonNull(online.get(to)), line);
    } catch (IOException expected) {
      // The run is over.
    }
  }

  private static void say(Socket socket, String line) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** As if the process had been killed. */
  synchronized void hangUp() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException expected) {
        // Then it is closed already.
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    hangUp();
  }
}
