/*
 * google-java-format over the sources of all modules in one JVM. Maven runs it on the project's JDK:
 *
 *     mvn verify                      names what is not formatted, and fails
 *     mvn -Pformat process-sources    formats
 *
 * What has passed is remembered by its content, so that a second run looks only at what is new.
 */

import com.google.googlejavaformat.java.Main;
import java.security.MessageDigest;

void main(String... args) throws Exception {
  var version = Main.class.getPackage().getImplementationVersion();
  var memory = Path.of("target", "google-java-format-" + version + ".passed");
  var passed = Files.exists(memory) ? Set.copyOf(Files.readAllLines(memory)) : Set.<String>of();
  var digests = new TreeMap<String, String>();
  for (var source : sources()) {
    digests.put(source, digest(source));
  }
  var doubtful = digests.keySet().stream().filter(f -> !passed.contains(digests.get(f))).toList();
  if (doubtful.isEmpty()) {
    return;
  }
  if (args[0].equals("format")) {
    System.exit(run(System.out, doubtful, "--replace"));
  }
  var unformatted = new ByteArrayOutputStream();
  if (run(unformatted, doubtful, "--dry-run", "--set-exit-if-changed") != 0) {
    if (unformatted.size() > 0) { // otherwise the formatter has said what it cannot read
      System.out.println("Not formatted; `mvn -Pformat process-sources` does it:");
      System.out.print(unformatted.toString().indent(2));
    }
    System.exit(1);
  }
  Files.createDirectories(memory.getParent());
  Files.write(memory, digests.values());
}

List<String> sources() throws IOException {
  var roots = new ArrayList<>(List.of(Path.of(".mvn")));
  try (var folders = Files.newDirectoryStream(Path.of(""), Files::isDirectory)) {
    folders.forEach(module -> roots.add(module.resolve("src")));
  }
  var sources = new ArrayList<String>();
  for (var root : roots) {
    if (Files.exists(root)) {
      try (var files = Files.walk(root)) {
        files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(sources::add);
      }
    }
  }
  return sources;
}

String digest(String source) throws Exception {
  var sha256 = MessageDigest.getInstance("SHA-256");
  return HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(Path.of(source))));
}

int run(OutputStream out, List<String> files, String... flags) throws Exception {
  var command = Stream.concat(Stream.of(flags), files.stream()).toArray(String[]::new);
  var names = new PrintWriter(out);
  var complaints = new PrintWriter(System.out);
  try {
    return new Main(names, complaints, System.in).format(command);
  } finally {
    names.flush();
    complaints.flush();
  }
}
