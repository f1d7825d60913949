package recado.server.admin;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import recado.server.Server;
import recado.server.ServerConfigs;
import recado.server.conversation.Peer;

/** Data folders that real servers have written, and what a server says that starts with them. */
final class SampleData {
  static final List<String> PEOPLE = List.of("ana", "bruno", "carla", "davi");
  private static final String PASSWORD = " :a-long-password";

  private SampleData() {}

  static Server start(Path data) throws IOException {
    return Server.start(ServerConfigs.on(data, "casa", "", false));
  }

  /**
   * A folder as a crash leaves it, with a snapshot and what was decided since: accounts, devices,
   * blocks, groups, and mail that waits from before and after the snapshot.
   */
  static void writeTo(Path folder, Path scratch) throws IOException {
    try (Server server = start(scratch)) {
      before(server.address());
    }
    try (Server server = start(scratch)) {
      after(server.address());
      copy(scratch, folder);
    }
  }

  private static Peer online(InetSocketAddress server, String user, String device)
      throws IOException {
    Peer peer = new Peer(server);
    peer.send("LOGIN @" + user + " " + device + PASSWORD);
    peer.receiveUpTo("SYNCED");
    return peer;
  }

  private static String id(String line) {
    return line.split(" ", -1)[1];
  }

  private static void before(InetSocketAddress server) throws IOException {
    try (Peer peer = new Peer(server)) {
      for (String user : PEOPLE) {
        peer.send("REGISTER @" + user + PASSWORD);
        peer.receiveUpTo("REGISTERED");
      }
    }
    try (Peer ana = online(server, "ana", "pc");
        Peer bruno = online(server, "bruno", "tv")) {
      online(server, "ana", "phone").close();
      ana.send("GROUP CREATE #casa @bruno @carla");
      bruno.send("ACK " + id(bruno.receiveUpTo("GROUP")));
      ana.send("GROUP TOPIC #casa :jantar às oito");
      ana.send("BLOCK @davi");
      ana.receiveUpTo("BLOCKED");
      for (int i = 0; i < 8; i++) {
        ana.send("SEND a" + i + (i % 2 == 0 ? " #casa" : " @bruno") + " :\"oi\" \\n " + i);
        bruno.send("ACK " + id(bruno.receiveUpTo("MSG")));
      }
      bruno.send("READ @ana 999");
      ana.receiveUpTo("READ");
    }
  }

  private static void after(InetSocketAddress server) throws IOException {
    try (Peer ana = online(server, "ana", "pc");
        Peer carla = online(server, "carla", "pc")) {
      ana.send("GROUP ADD #casa @davi");
      ana.send("GROUP CREATE #obra @davi");
      ana.send("GROUP PROMOTE #casa @carla");
      ana.send("BLOCK @bruno");
      ana.receiveUpTo("BLOCKED");
      for (int i = 0; i < 8; i++) {
        ana.send("SEND b" + i + (i % 2 == 0 ? " #casa" : " @carla") + " :depois " + i);
        carla.send("SEND c" + i + (i % 2 == 0 ? " #casa" : " @davi") + " :também " + i);
        ana.receiveUpTo("SENT b" + i);
        carla.receiveUpTo("SENT c" + i);
      }
      carla.send("GROUP REMOVE #casa @bruno");
      carla.send("ACK " + id(carla.receiveUpTo("GROUP")));
      carla.send("SEND last #casa :tchau");
      carla.receiveUpTo("SENT last");
      carla.send("PING over");
      carla.receiveUpTo("PONG");
    }
    try (Peer davi = online(server, "davi", "pc")) {
      davi.send("PING over"); // those who hung up before are gone now, and that is on the disk
      davi.receiveUpTo("PONG");
    }
  }

  /** All that can be asked of a server that starts with a copy of this folder. */
  static List<String> answers(Path data, Path scratch) throws IOException {
    copy(data, scratch);
    List<String> answers = new ArrayList<>();
    try (Server server = start(scratch)) {
      for (String user : PEOPLE) {
        for (String device : List.of("pc", "phone", "tv")) {
          try (Peer peer = new Peer(server.address())) {
            peer.send("LOGIN @" + user + " " + device + PASSWORD);
            ask(peer);
            answers.add("--- " + user + " " + device);
            readUpToPong(peer, answers);
          }
        }
      }
    }
    return answers;
  }

  private static void ask(Peer peer) throws IOException {
    peer.send("BLOCKS");
    peer.send("GROUPS");
    peer.send("GROUP INFO #casa");
    peer.send("GROUP INFO #obra");
    for (int id = 1; id < 100; id++) {
      peer.send("INFO " + id);
    }
    peer.send("PING over");
  }

  private static void readUpToPong(Peer peer, List<String> answers) throws IOException {
    for (String line = ""; !line.startsWith("PONG"); answers.add(line)) {
      line = String.valueOf(peer.receive()).replaceFirst("^TOKEN .*", "TOKEN");
    }
  }

  /** Returns the copy. */
  static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else if (Files.isRegularFile(file) && !file.endsWith("recado.lock")) {
          Files.copy(file, copy);
        }
      }
    }
    return to;
  }

  /** All files, a character for each byte: to be compared before and after. */
  static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            folder.relativize(file).toString(),
            Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }

  /** This JSON object as a line with its checksum, which is right. */
  static String checked(String json) {
    String checked = json.substring(0, json.length() - 1);
    CRC32C crc = new CRC32C();
    crc.update(checked.getBytes(StandardCharsets.UTF_8));
    return "%s,\"crc\":\"%08x\"}".formatted(checked, crc.getValue());
  }
}
