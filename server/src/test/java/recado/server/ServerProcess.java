package recado.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** A server in a process of its own, as people start it. */
public final class ServerProcess implements AutoCloseable {
  private static final Pattern LISTENS =
      Pattern.compile("listens on 127\\.0\\.0\\.1:(\\d+)(?:, with TLS on 127\\.0\\.0\\.1:(\\d+))?");

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Process process;
  private int port;
  private int tlsPort;

  private ServerProcess(Process process) {
    this.process = process;
  }

  /** Runs the server's main class with these options. */
  public static ServerProcess run(String... options) throws IOException {
    return runWith(List.of(), options);
  }

  /** The same with options of the JVM. */
  static ServerProcess runWith(List<String> jvmOptions, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("recado.server.Main");
    command.addAll(List.of(options));
    return new ServerProcess(new ProcessBuilder(command).start());
  }

  /** The same from what has been installed or unpacked. */
  public static ServerProcess start(ProcessBuilder command) throws IOException {
    return new ServerProcess(command.start());
  }

  /** Runs it on this data, on any free port, with cheap passwords and room for load. */
  public static ServerProcess runOn(Path data) throws IOException {
    return run(
        "--port=0",
        "--data=" + data,
        "--password-memory-kib=8",
        "--password-iterations=1",
        "--no-limits");
  }

  /** Waits for the line that tells the port. */
  public InetSocketAddress address() throws IOException {
    if (!starts()) {
      throw new IOException("the server did not start: " + errors());
    }
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** The same for its port with TLS. */
  InetSocketAddress tlsAddress() throws IOException {
    return new InetSocketAddress(address().getAddress(), tlsPort);
  }

  /** Waits until it listens; false if it ends instead. */
  boolean starts() throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    while (port == 0) {
      String line = out.readLine();
      if (line == null) {
        return false;
      }
      Matcher found = LISTENS.matcher(line);
      if (found.find()) {
        port = Integer.parseInt(found.group(1));
        tlsPort = found.group(2) == null ? 0 : Integer.parseInt(found.group(2));
      }
    }
    return true;
  }

  /** Sends it a signal, by its name. */
  void signal(String name) throws IOException, InterruptedException {
    assertEquals(
        0, new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor());
  }

  /** Waits for a line of its log that has this, but not for ever. */
  String awaitLog(String part) throws IOException {
    CompletableFuture<String> found = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                found.complete(readLogUpTo(part));
              } catch (IOException e) {
                found.completeExceptionally(e);
              }
            });
    try {
      return found.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new IOException("nothing was logged with " + part, e);
    }
  }

  private String readLogUpTo(String part) throws IOException {
    BufferedReader log = process.errorReader(StandardCharsets.UTF_8);
    while (true) {
      String line = log.readLine();
      if (line == null) {
        throw new IOException("the server ended before it logged " + part);
      }
      if (line.contains(part)) {
        return line;
      }
    }
  }

  /** What it wrote to the standard output, up to its end. */
  public String output() throws IOException {
    return text(process.getInputStream());
  }

  /** What it wrote to the standard error, up to its end. */
  public String errors() throws IOException {
    return text(process.getErrorStream());
  }

  private static String text(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Ctrl-C or kill. By its handle, because Process closes what it wrote to as well. */
  public void terminate() {
    process.toHandle().destroy();
  }

  /** kill -9. */
  public void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Waits for its end, but only for so long. */
  boolean endsWithin(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Lets none of its files grow beyond so many bytes, where the system can do that. */
  void limitFiles(long bytes) throws IOException, InterruptedException {
    ProcessBuilder prlimit =
        new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + bytes);
    int exitCode;
    try {
      exitCode = prlimit.start().waitFor();
    } catch (IOException e) {
      exitCode = 1;
    }
    Assumptions.assumeTrue(exitCode == 0, "prlimit (of util-linux) cannot limit files here");
  }

  /** Tells it to stop, and waits until it has done so in order. */
  public void stopInOrder() throws InterruptedException {
    terminate();
    assertEquals(0, exitCode());
  }

  /** Kills it, and waits until nothing of it is left. */
  void killAndWait() throws InterruptedException {
    kill();
    exitCode();
  }

  /** Starts on a disk without room: it does so, or says in one line why it cannot. */
  static void tryOnFull(Path data) throws IOException, InterruptedException {
    try (ServerProcess server = runOn(data)) {
      if (server.starts()) {
        server.stopInOrder();
      } else {
        server.expectOneLine("No space left on device", data.toString());
      }
    }
  }

  /** It could not start, and says so as it should: one line that names all these. */
  public void expectOneLine(String... named) throws IOException, InterruptedException {
    String said = errors();
    assertEquals(1, said.lines().count(), said);
    for (String name : named) {
      assertTrue(said.contains(name), said);
    }
    assertEquals(1, exitCode());
  }

  /** Waits for its end. */
  public int exitCode() throws InterruptedException {
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new AssertionError("the server does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
