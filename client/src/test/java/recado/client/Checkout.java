package recado.client;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/**
 * A folder like the project's own when it has been built: the launcher, and the two jars with what
 * is on the class path of this test. What it rehearses is a line in a file, unless it is told to do
 * it really.
 */
final class Checkout {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final String SHORT_REHEARSAL =
      """
      void main(String... args) throws Exception {
        var target = Path.of(args[0], "target");
        Files.writeString(target.resolve("count"), "x", StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
        Files.writeString(target.resolve("new"), args[1] + "\\n");
        Files.move(target.resolve("new"), target.resolve("rehearsed"),
            StandardCopyOption.ATOMIC_MOVE);
      }
      """;

  private static final Pattern NOT_SHIPPED =
      Pattern.compile(".*/(junit|archunit|opentest4j|apiguardian|surefire|test-classes).*");
  private static final Pattern NOT_IN_THE_JAR =
      Pattern.compile("META-INF/(MANIFEST\\.MF|.*\\.(SF|DSA|RSA)|.*module-info\\.class)|module-.*");

  private final Path root;
  private final Path target;
  private final WatchService watch;

  private Checkout(Path root) throws IOException {
    this.root = root;
    target = Files.createDirectories(root.resolve("target"));
    watch = FileSystems.getDefault().newWatchService();
    target.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
  }

  /** What Maven would have built. */
  record Jars(Path server, Path client) {
    static Jars makeIn(Path folder) throws IOException {
      Jars jars = new Jars(folder.resolve("server.jar"), folder.resolve("client.jar"));
      makeJar(jars.server, "recado.server.Main");
      makeJar(jars.client, "recado.client.Main");
      return jars;
    }
  }

  /** Makes the folder. */
  static Checkout at(Path root, Jars jars) throws IOException {
    Checkout checkout = new Checkout(root);
    Files.copy(
        PROJECT.resolve("recado"), root.resolve("recado"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectory(root.resolve(".mvn"));
    Files.writeString(root.resolve(".mvn/Rehearsal.java"), SHORT_REHEARSAL);
    Files.createDirectories(checkout.serverJar().getParent());
    Files.createDirectories(checkout.clientJar().getParent());
    Files.copy(jars.server, checkout.serverJar());
    Files.copy(jars.client, checkout.clientJar());
    return checkout;
  }

  void withTheRealRehearsal() throws IOException {
    Files.copy(
        PROJECT.resolve(".mvn/Rehearsal.java"),
        root.resolve(".mvn/Rehearsal.java"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  Path serverJar() {
    return root.resolve("server/target/recado-server.jar");
  }

  Path clientJar() {
    return root.resolve("client/target/recado-client.jar");
  }

  Path serverCache() {
    return serverJar().resolveSibling("recado-server.aot");
  }

  Path clientCache() {
    return clientJar().resolveSibling("recado-client.aot");
  }

  // ---- running it

  /** How a command ended, and what it said. */
  record Ended(int exitCode, String output, String errors) {}

  /** Runs the launcher, with these options for the JVM. */
  Ended run(String javaOptions, String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of(root.resolve("recado").toString()), Stream.of(arguments))
                .toList());
    File errors = Files.createTempFile(root, "errors", "").toFile();
    List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS").forEach(builder.environment()::remove);
    builder.environment().put("LC_ALL", "pt_BR.UTF-8"); // the rehearsal waits for English words
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("RECADO_JAVA_OPTIONS", javaOptions);
    Process process = builder.redirectError(errors).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output, Files.readString(errors.toPath()));
  }

  /** Whether the JVM of this command has its classes from a cache. */
  boolean startsFromCache(String command) throws IOException, InterruptedException {
    return run("-Xlog:class+load", command, "--version")
        .output()
        .contains("recado.protocol.UserName source: shared objects file");
  }

  /** Waits until a rehearsal that has been started is over. */
  void awaitRehearsal() throws InterruptedException {
    boolean over = false;
    while (!over) {
      WatchKey key = watch.poll(200, TimeUnit.SECONDS);
      if (key == null) {
        throw new AssertionError("the rehearsal does not end");
      }
      over =
          key.pollEvents().stream().anyMatch(e -> "rehearsed".equals(String.valueOf(e.context())));
      key.reset();
    }
  }

  /** How many of the short ones there have been. */
  long rehearsals() throws IOException {
    return Files.size(target.resolve("count"));
  }

  // ---- the jars

  private static void makeJar(Path jar, String mainClass) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
    manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
    manifest.getMainAttributes().putValue("Enable-Native-Access", "ALL-UNNAMED");
    Set<String> added = new HashSet<>(Set.of("META-INF/"));
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.setLevel(Deflater.BEST_SPEED);
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        Path path = Path.of(entry);
        if (Files.exists(path) && !NOT_SHIPPED.matcher(entry).matches()) {
          if (Files.isDirectory(path)) {
            addFolder(path, out, added);
          } else {
            addJar(path, out, added);
          }
        }
      }
    }
  }

  private static void addFolder(Path folder, JarOutputStream out, Set<String> added)
      throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        try (InputStream content = Files.newInputStream(file)) {
          add(folder.relativize(file).toString(), content, out, added);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void addJar(Path path, JarOutputStream out, Set<String> added) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        try (InputStream content = jar.getInputStream(entry)) {
          add(entry.getName(), content, out, added);
        }
      }
    }
  }

  private static void add(String name, InputStream content, JarOutputStream out, Set<String> added)
      throws IOException {
    if (!name.endsWith("/") && !NOT_IN_THE_JAR.matcher(name).matches() && added.add(name)) {
      out.putNextEntry(new JarEntry(name));
      content.transferTo(out);
      out.closeEntry();
    }
  }
}
