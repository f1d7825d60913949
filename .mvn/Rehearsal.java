/*
 * Makes the JVM's caches for a quick start: a server and a client of their own talk to each other for
 * a moment, on a free port of this machine and in a folder of their own. What their JVMs learn (the
 * classes, linked; what is called often: JEP 483, 514, 515) they leave behind beside the jars, in
 * server/target/recado-server.aot and client/target/recado-client.aot. ./recado runs it:
 *
 *     java -cp client/target/recado-client.jar .mvn/Rehearsal.java ROOT KEY SERVER-OPTIONS CLIENT-OPTIONS
 *
 * KEY says for which Java and which options that was; it ends up in target/rehearsed, whose time is
 * that of the beginning. It is written even if a cache could not be made: nobody tries again until
 * the jars, the Java or the options are others. Nothing is ever written over, only renamed into place.
 */

import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.attribute.FileTime;
import org.jline.terminal.Size;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.AbstractPosixTerminal;

static final int MESSAGES = 3_000;
static final int WINDOW = 50;
static final int PATIENCE_SECONDS = 120;
static final String PASSWORD = "only-for-the-rehearsal";
static final Pattern LISTENS = Pattern.compile("listens on \\S+:(\\d+),");
static final Pattern DEVICE = Pattern.compile("\\[(/dev/.*)]");

Path stage; // where everything takes place; on the disk of the jars, so that renaming is possible

void main(String... args) throws Exception {
  var root = Path.of(args[0]);
  var target = Files.createDirectories(root.resolve("target"));
  try (var channel =
          FileChannel.open(
              target.resolve("rehearsal.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      var lock = channel.tryLock()) {
    if (lock == null) {
      return; // another one is at it
    }
    var begin = FileTime.from(Instant.now());
    stage = target.resolve("rehearsal");
    remove(stage);
    Files.createDirectory(stage);
    Runtime.getRuntime().addShutdownHook(new Thread(this::endAll)); // if this one is told to end
    try {
      rehearse(root, words(args[2]), words(args[3]));
    } finally {
      endAll();
      remove(stage);
      var rehearsed = Files.writeString(target.resolve("rehearsed.new"), args[1] + "\n");
      Files.setLastModifiedTime(rehearsed, begin);
      Files.move(rehearsed, target.resolve("rehearsed"), StandardCopyOption.ATOMIC_MOVE);
    }
  }
}

List<String> words(String options) {
  return Stream.of(options.split(" ")).filter(word -> !word.isEmpty()).toList();
}

void rehearse(Path root, List<String> serverOptions, List<String> clientOptions) throws Exception {
  var serverJar = root.resolve("server/target/recado-server.jar");
  var clientJar = root.resolve("client/target/recado-client.jar");
  var server =
      java("server.aot", serverOptions, serverJar, "--port", "0", "--data", stage.resolve("data"))
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
  int port = port(server);
  try (var ana = new Peer(port, "@ana");
      var bruno = new Peer(port, "@bruno")) {
    talk(ana, bruno);
    chat(clientOptions, clientJar, port, ana);
  } finally { // also where there are no pseudo-terminals, and so no client
    server.toHandle().destroy(); // Process.destroy would close what it still writes to
    ends(server);
    install("server.aot", serverOptions, serverJar);
  }
  install("client.aot", clientOptions, clientJar);
}

/** The same command as the launcher's, in an environment that nobody has changed. */
ProcessBuilder java(String cache, List<String> options, Path jar, Object... arguments) {
  var command = new ArrayList<String>();
  command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
  command.addAll(options);
  command.add("-XX:AOTCacheOutput=" + stage.resolve(cache));
  command.add("-Xlog:disable");
  command.add("-jar");
  command.add(jar.toString());
  Stream.of(arguments).map(Object::toString).forEach(command::add);
  var process = new ProcessBuilder(command);
  process.environment().keySet().removeIf(name -> name.startsWith("RECADO_"));
  List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "NO_COLOR")
      .forEach(process.environment()::remove);
  return process;
}

int port(Process server) throws IOException {
  var out = server.inputReader();
  for (String line; (line = out.readLine()) != null; ) {
    var listens = LISTENS.matcher(line);
    if (listens.find()) {
      Thread.ofPlatform().daemon().start(() -> out.lines().forEach(_ -> {}));
      return Integer.parseInt(listens.group(1));
    }
  }
  throw new IOException("the server did not start");
}

/** Whatever still runs, the JVMs that put caches together included. */
void endAll() {
  var running = ProcessHandle.current().descendants().toList();
  running.forEach(ProcessHandle::destroyForcibly);
  running.forEach(process -> process.onExit().join());
}

/** Waits for the JVM's end, which comes when it has written its cache. */
void ends(Process process) throws Exception {
  if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
    throw new InterruptedIOException("a process does not end");
  }
}

/** Puts a cache in its place, if the JVM finds it sound. */
void install(String name, List<String> options, Path jar) throws Exception {
  var made = stage.resolve(name);
  if (Files.notExists(made)) {
    return;
  }
  var command = new ArrayList<String>();
  command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
  command.addAll(options);
  command.addAll(List.of("-XX:AOTCache=" + made, "-XX:AOTMode=on", "-XX:+VerifySharedSpaces"));
  command.addAll(List.of("-jar", jar.toString(), "--version"));
  var trial =
      new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
  ends(trial);
  if (trial.exitValue() == 0) {
    try (var file = FileChannel.open(made, StandardOpenOption.WRITE)) {
      file.force(true); // the JVM trusts it, and half a file would be the end of it
    }
    var place = jar.resolveSibling(jar.getFileName().toString().replace(".jar", ".aot"));
    Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
  }
}

void remove(Path folder) throws IOException {
  if (Files.exists(folder)) {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

// ---- The play

/** What a server does all day: messages that are sent, received and acknowledged. */
void talk(Peer ana, Peer bruno) throws IOException {
  for (int sent = 0; sent < MESSAGES; ) {
    for (int i = 0; i < WINDOW; i++, sent++) {
      ana.say("SEND c" + sent + " @bruno :a message like many others, number " + sent);
    }
    ana.flush();
    for (int i = 0; i < WINDOW; i++) {
      bruno.say("ACK " + bruno.upTo("MSG ").split(" ")[1]);
    }
    bruno.flush();
    for (int i = 0; i < WINDOW; i++) {
      ana.upTo("SENT ");
    }
  }
}

/** A person at a terminal. */
void chat(List<String> options, Path jar, int port, Peer ana) throws Exception {
  var program =
      java(
          "client.aot",
          options,
          jar,
          "--server",
          "127.0.0.1:" + port,
          "--user=carla",
          "--register",
          "--lang=en", // whose words are waited for below
          "--home",
          stage.resolve("home"));
  program.environment().put("RECADO_PASSWORD", PASSWORD);
  program.environment().put("TERM", "xterm-256color");
  try (var terminal =
      TerminalBuilder.builder()
          .provider("ffm")
          .type("xterm-256color")
          .streams(InputStream.nullInputStream(), OutputStream.nullOutputStream())
          .graphemeCluster(false)
          .size(Size.of(100, 30))
          .paused(true)
          .build()) {
    var pty = ((AbstractPosixTerminal) terminal).getPty();
    var device = DEVICE.matcher(pty.toString());
    if (!device.find()) {
      throw new IOException("no device in " + pty);
    }
    var screen = new Screen(pty.getMasterInput(), pty.getMasterOutput());
    var file = new File(device.group(1));
    var client = program.redirectInput(file).redirectOutput(file).redirectError(file).start();
    screen.shows("connected");
    screen.enter("@ana how are you?");
    ana.say("ACK " + ana.upTo("MSG ").split(" ")[1]);
    for (var text : List.of("fine, and you?", "one more", "till eight")) {
      ana.say("SEND to-carla-" + text.length() + " @carla :" + text);
    }
    ana.flush();
    screen.shows("till eight");
    screen.enter("/list");
    screen.shows("Online (");
    screen.enter("/history 10");
    screen.enter("/open @an\t");
    screen.enter("/help");
    screen.shows("/quit");
    screen.enter("/quit");
    ends(client);
  }
}

/** Somebody who types the protocol. */
static final class Peer implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader in;
  private final Writer out;

  Peer(int port, String name) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_SECONDS * 1_000);
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    out =
        new BufferedWriter(
            new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
    say("REGISTER " + name + " :" + PASSWORD);
    say("LOGIN " + name + " pc :" + PASSWORD);
    flush();
    upTo("SYNCED ");
  }

  void say(String line) throws IOException {
    out.write(line + "\n");
  }

  void flush() throws IOException {
    out.flush();
  }

  String upTo(String beginning) throws IOException {
    for (String line; (line = in.readLine()) != null; ) {
      if (line.startsWith(beginning)) {
        return line;
      }
    }
    throw new EOFException("the connection ended before " + beginning);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

/** What stands on a pseudo-terminal, and its keyboard. */
static final class Screen {
  private final StringBuilder shown = new StringBuilder();
  private final OutputStream keys;

  Screen(InputStream in, OutputStream keys) {
    this.keys = keys;
    Thread.ofPlatform().daemon().start(() -> read(new InputStreamReader(in)));
  }

  private void read(Reader in) {
    var buffer = new char[4_096];
    try {
      for (int count; (count = in.read(buffer)) >= 0; ) {
        synchronized (shown) {
          shown.append(buffer, 0, count);
          shown.notifyAll();
        }
      }
    } catch (IOException expected) {
      // The terminal was closed.
    }
  }

  void enter(String line) throws IOException {
    keys.write((line + "\r").getBytes(StandardCharsets.UTF_8));
    keys.flush();
  }

  void shows(String text) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    synchronized (shown) {
      while (shown.indexOf(text) < 0) {
        long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (millis <= 0) {
          throw new InterruptedIOException("waited for " + text + " in " + shown);
        }
        shown.wait(millis);
      }
    }
  }
}
