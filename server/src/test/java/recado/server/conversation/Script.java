package recado.server.conversation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import recado.server.Server;
import recado.server.ServerConfigs;
import recado.server.dialect.zap.Flavour;

/**
 * Plays a conversation from a text file against a real server.
 *
 * <pre>
 * # a comment
 * + ana bruno/tv      these log in (and get an account when they appear first); the device is pc
 * ? carla             connects and does not log in
 * ~ w                 connects as WhatPix does: then a line is what one write sends or one read gives
 * ^ i                 connects as Interzap does
 * ana> SEND c1 @bruno :oi
 * ana&lt; SENT c1 {id} {time}        {name} stands for a word, the same one wherever it stands again
 * bruno/tv&lt; MSG {id} {time} @ana @bruno :oi
 * ana&lt; ERR SEND BAD_SYNTAX …      … stands for whatever else there is
 * ana&lt; (end)                      the server has closed the connection
 * - ana                           hangs up
 * = restart                       stops the server and starts it anew, with the same data
 * </pre>
 */
final class Script implements AutoCloseable {
  private static final Pattern TALK = Pattern.compile("(\\S+)([><]) ?(.*)");
  private static final Pattern VARIABLE = Pattern.compile("\\{([a-z0-9]+)}|…");

  private final Path data;
  private final Map<String, Talker> peers = new HashMap<>();
  private final Map<String, String> variables = new HashMap<>();
  private final Set<String> registered = new HashSet<>();
  private Server server;

  Script(Path data) throws IOException {
    this.data = data;
    server = start();
  }

  private Server start() throws IOException {
    return Server.start(ServerConfigs.withZap(ServerConfigs.on(data, "test", "oi", true)));
  }

  void play(List<String> lines) throws IOException {
    int number = 0;
    for (String line : lines) {
      number++;
      try {
        play(line);
      } catch (IOException | AssertionError e) {
        throw new AssertionError("line " + number + ", " + line + ": " + e.getMessage(), e);
      }
    }
  }

  private void play(String line) throws IOException {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    Matcher talk = TALK.matcher(line);
    if (talk.matches()) {
      if (talk.group(2).equals(">")) {
        peer(talk.group(1)).send(filled(talk.group(3)));
      } else {
        expect(talk.group(3), peer(talk.group(1)).receive());
      }
      return;
    }
    String[] words = line.substring(1).strip().split(" +", -1);
    switch (line.charAt(0)) {
      case '+' -> {
        for (String name : words) {
          logIn(name);
        }
      }
      case '?' -> {
        for (String name : words) {
          peers.put(name, new Peer(server.address()));
        }
      }
      case '~', '^' -> {
        Flavour flavour = line.charAt(0) == '~' ? Flavour.WHATPIX : Flavour.INTERZAP;
        for (String name : words) {
          peers.put(name, new ZapPeer(server.zapAddress(flavour)));
        }
      }
      case '-' -> {
        for (String name : words) {
          peer(name).close();
        }
      }
      case '=' -> {
        hangUp();
        server.close();
        server = start();
      }
      default -> throw new IOException("not a line of a conversation");
    }
  }

  private Talker peer(String name) throws IOException {
    Talker peer = peers.get(name);
    if (peer == null) {
      throw new IOException(name + " is not connected");
    }
    return peer;
  }

  /** Logs in and reads up to the end of the backlog. */
  private void logIn(String name) throws IOException {
    int slash = name.indexOf('/');
    String user = slash < 0 ? name : name.substring(0, slash);
    String device = slash < 0 ? "pc" : name.substring(slash + 1);
    Peer peer = new Peer(server.address());
    Talker former = peers.put(name, peer);
    if (former != null) {
      former.close();
    }
    if (registered.add(user)) {
      peer.send("REGISTER @" + user + " :password-of-" + user);
      peer.receiveUpTo("REGISTERED ");
    }
    peer.send("LOGIN @" + user + " " + device + " :password-of-" + user);
    peer.receiveUpTo("SYNCED ");
  }

  private String filled(String line) {
    return VARIABLE
        .matcher(line)
        .replaceAll(found -> Matcher.quoteReplacement(variables.getOrDefault(found.group(1), "?")));
  }

  private void expect(String pattern, @Nullable String line) {
    if (line == null) {
      check(pattern.equals("(end)"), "the connection has ended");
      return;
    }
    StringBuilder regex = new StringBuilder();
    Set<String> open = new HashSet<>();
    Matcher found = VARIABLE.matcher(pattern);
    int at = 0;
    while (found.find()) {
      regex.append(Pattern.quote(pattern.substring(at, found.start())));
      String name = found.group(1);
      if (name == null) {
        regex.append(".*");
      } else if (variables.containsKey(name)) {
        regex.append(Pattern.quote(variables.get(name)));
      } else if (open.add(name)) {
        regex.append("(?<").append(name).append(">[^ ]+)");
      } else {
        regex.append("\\k<").append(name).append(">");
      }
      at = found.end();
    }
    regex.append(Pattern.quote(pattern.substring(at)));
    Matcher match = Pattern.compile(regex.toString()).matcher(line);
    check(match.matches(), "what came was: " + line);
    for (String name : open) {
      variables.put(name, match.group(name));
    }
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  private void hangUp() throws IOException {
    for (Talker peer : peers.values()) {
      peer.close();
    }
    peers.clear();
  }

  @Override
  public void close() throws IOException {
    hangUp();
    server.close();
  }
}
