/*
 * Makes a base image for tests, as a tar that Jib reads: a Java runtime at the place where Temurin's
 * images have theirs, and the C library of this machine. See the profile test-base.
 *
 *     java TestBase.java target/test-base.tar
 */

import java.security.MessageDigest;

void main(String... args) throws Exception {
  var base = Path.of(args[0]).toAbsolutePath();
  if (Files.exists(base)) {
    return; // this machine's, and so as good as new
  }
  var work = Files.createTempDirectory(Files.createDirectories(base.getParent()), "test-base");
  var root = Files.createDirectories(work.resolve("root"));
  var java = root.resolve("opt/java/openjdk");
  Files.createDirectories(java.getParent());
  run(
      Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
      "--add-modules=java.se,jdk.unsupported,jdk.crypto.ec,jdk.zipfs",
      "--strip-debug",
      "--no-header-files",
      "--no-man-pages",
      "--output=" + java);
  copyLibraries(java, root);
  Files.createDirectories(root.resolve("etc"));
  Files.writeString(root.resolve("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n");
  run("chmod", "1777", Files.createDirectories(root.resolve("tmp")).toString());
  pack(work, base);
  run("rm", "-rf", work.toString());
}

/** What the runtime's programs are linked with, to where they look for it. */
void copyLibraries(Path java, Path root) throws Exception {
  var needed = new TreeSet<String>();
  try (var files = Files.walk(java)) {
    for (var file : files.filter(f -> f.toString().matches(".*(\\.so|/bin/java)")).toList()) {
      for (var word : run("ldd", file.toString()).split("\\s+")) {
        if (word.startsWith("/") && !word.startsWith(java.toString())) {
          needed.add(word);
        }
      }
    }
  }
  for (var library : needed) {
    var copy = root.resolve(library.substring(1));
    Files.createDirectories(copy.getParent());
    Files.copy(Path.of(library).toRealPath(), copy);
  }
}

/** The format of `docker save`: one layer, a description of it, and a list of such. */
void pack(Path work, Path base) throws Exception {
  var layer = work.resolve("layer.tar");
  run(
      "tar",
      "--owner=0",
      "--group=0",
      "--sort=name",
      "--mtime=@0",
      "-cf",
      layer.toString(),
      "-C",
      work.resolve("root").toString(),
      ".");
  var machine = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
  Files.writeString(
      work.resolve("config.json"),
      """
      {"architecture": "%s", "os": "linux", "config": {"Env": [
        "PATH=/opt/java/openjdk/bin:/usr/bin:/bin", "JAVA_HOME=/opt/java/openjdk"]},
      "rootfs": {"type": "layers", "diff_ids": ["sha256:%s"]}}
      """
          .formatted(machine, sha256(layer)));
  Files.writeString(
      work.resolve("manifest.json"),
      """
      [{"Config": "config.json", "RepoTags": ["test-base:latest"], "Layers": ["layer.tar"]}]
      """);
  var unfinished = work.resolve("base.tar");
  run(
      "tar",
      "-cf",
      unfinished.toString(),
      "-C",
      work.toString(),
      "manifest.json",
      "config.json",
      "layer.tar");
  Files.move(unfinished, base);
}

String sha256(Path file) throws Exception {
  var digest = MessageDigest.getInstance("SHA-256");
  try (var in = Files.newInputStream(file)) {
    var piece = new byte[1 << 16];
    for (int length; (length = in.read(piece)) > 0; ) {
      digest.update(piece, 0, length);
    }
  }
  return HexFormat.of().formatHex(digest.digest());
}

String run(String... command) throws Exception {
  var process = new ProcessBuilder(command).redirectErrorStream(true).start();
  var output = new String(process.getInputStream().readAllBytes());
  if (process.waitFor() != 0) {
    throw new IOException(String.join(" ", command) + ": " + output);
  }
  return output;
}
