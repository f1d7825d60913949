package recado.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The real server, in a process of its own, that can be stopped, killed and started again. */
public final class ServerProcess implements AutoCloseable {
  private static final Pattern LISTENS = Pattern.compile("listens on \\S+:(\\d+)");

  private final Path data;
  private final List<String> options;
  private Process process;
  private int port; // a free one at first, then always the same

  public ServerProcess(Path data, String... options) throws IOException {
    this.data = data;
    this.options = List.of(options);
    this.process = start(0);
  }

  private Process start(int wantedPort) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--port", Integer.toString(wantedPort), "--data", data.toString()));
    arguments.addAll(List.of("--motd", "Bom dia!"));
    arguments.addAll(List.of("--password-memory-kib", "64", "--password-iterations", "1"));
    arguments.addAll(options);
    ProcessBuilder builder = JavaProcess.of("recado.server.Main", arguments);
    Process started = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader out = started.inputReader();
    String line;
    while ((line = out.readLine()) != null) {
      Matcher listens = LISTENS.matcher(line);
      if (listens.find()) {
        port = Integer.parseInt(listens.group(1));
        return started;
      }
    }
    throw new IOException("the server did not start");
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  public String address() {
    return "127.0.0.1:" + port;
  }

  /** As the operator would stop it: everybody is told. */
  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  /** As a power cut would. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Between a stop and a start: it will be another server at the same address. */
  void forgetEverything() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  void startAgain() throws IOException {
    process = start(port);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
