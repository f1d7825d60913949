package recado.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, as people start it. */
final class ServerProcess implements AutoCloseable {
  private static final Pattern LISTENS = Pattern.compile("listens on 127\\.0\\.0\\.1:(\\d+)");

  private final Process process;

  private ServerProcess(Process process) {
    this.process = process;
  }

  /** Runs the server's main class with these options. */
  static ServerProcess run(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("recado.server.Main");
    command.addAll(List.of(options));
    return new ServerProcess(new ProcessBuilder(command).start());
  }

  /** Runs it on this data, on any free port, with cheap passwords. */
  static ServerProcess runOn(Path data) throws IOException {
    return run("--port=0", "--data=" + data, "--password-memory-kib=8", "--password-iterations=1");
  }

  /** Waits for the line that tells the port. */
  InetSocketAddress address() throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher found = LISTENS.matcher(line);
      if (found.find()) {
        return new InetSocketAddress(
            InetAddress.getLoopbackAddress(), Integer.parseInt(found.group(1)));
      }
    }
    throw new IOException("the server did not start: " + text(process.getErrorStream()));
  }

  /** What it wrote to the standard output, up to its end. */
  String output() throws IOException {
    return text(process.getInputStream());
  }

  /** What it wrote to the standard error, up to its end. */
  String errors() throws IOException {
    return text(process.getErrorStream());
  }

  private static String text(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Ctrl-C or kill. */
  void terminate() {
    process.destroy();
  }

  /** kill -9. */
  void kill() {
    process.destroyForcibly();
  }

  /** Waits for its end. */
  int exitCode() throws InterruptedException {
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
