package recado.server.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import recado.server.ServerProcess;

/** The Debian package, as the build has made it. */
@Timeout(60)
final class DebPackageIT {
  private final String deb = System.getProperty("recado.deb", "target/recado-server.deb");
  @TempDir private Path folder;

  @BeforeEach
  void needDpkg() throws IOException, InterruptedException {
    Command.need("dpkg-deb");
  }

  private Path unpack() throws IOException, InterruptedException {
    Path root = folder.resolve("root");
    Command.run("dpkg-deb", "-x", deb, root.toString());
    return root;
  }

  private static void expectMode(String mode, Path file) throws IOException {
    String found = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    assertEquals(mode, found, file::toString);
  }

  @Test
  void hasEachFileAtItsPlace() throws IOException, InterruptedException {
    Path root = unpack();
    expectMode("rwxr-xr-x", root.resolve("usr/bin/recado-server"));
    expectMode("rw-r--r--", root.resolve("usr/share/recado/recado-server.jar"));
    expectMode("rw-r--r--", root.resolve("lib/systemd/system/recado.service"));
    expectMode("rw-r--r--", root.resolve("etc/recado/server.properties"));
    expectMode("rw-r--r--", root.resolve("usr/share/doc/recado-server/copyright"));
    expectMode("rw-r--r--", root.resolve("usr/share/doc/recado-server/operations.md"));
    Path control = folder.resolve("control");
    Command.run("dpkg-deb", "-e", deb, control.toString());
    for (String script : new String[] {"postinst", "prerm", "postrm"}) {
      expectMode("rwxr-xr-x", control.resolve(script));
      Command.run("sh", "-n", control.resolve(script).toString());
    }
    assertEquals("/etc/recado/server.properties\n", Files.readString(control.resolve("conffiles")));
    String owners = Command.run("dpkg-deb", "-c", deb);
    assertTrue(owners.lines().allMatch(line -> line.contains(" root/root ")), owners);
  }

  @Test
  void servesWithTheConfigurationThatComesWithIt() throws IOException, InterruptedException {
    Path root = unpack();
    ProcessBuilder wrapper =
        new ProcessBuilder(
            root.resolve("usr/bin/recado-server").toString(),
            "--config",
            root.resolve("etc/recado/server.properties").toString(),
            "--port=0",
            "--data=" + folder.resolve("data"));
    wrapper.environment().put("JAVA_HOME", System.getProperty("java.home"));
    try (ServerProcess server = ServerProcess.start(wrapper)) {
      FirstMessage.sendTo(server.address());
      server.stopInOrder();
    }
  }

  @Test
  void saysInOneLineThatJavaIsMissing() throws IOException, InterruptedException {
    Assumptions.assumeFalse(
        Files.isDirectory(Path.of("/usr/lib/jvm")), "there is Java where it looks");
    Path root = unpack();
    ProcessBuilder wrapper = new ProcessBuilder(root.resolve("usr/bin/recado-server").toString());
    wrapper.environment().putAll(Map.of("JAVA_HOME", "", "PATH", "/bin"));
    try (ServerProcess server = ServerProcess.start(wrapper)) {
      server.expectOneLine("needs Java 25");
    }
  }

  /** Into a folder: with DPKG_ROOT the scripts leave the running system alone. */
  @Test
  void keepsTheMessagesWhenItIsPurged() throws IOException, InterruptedException {
    Assumptions.assumeTrue(Command.isRoot(), "makes a user and gives it a folder: needs root");
    Command.need("dpkg");
    Path root = Files.createDirectories(folder.resolve("installed"));
    Path database = Files.createDirectories(root.resolve("var/lib/dpkg/updates"));
    Files.createDirectories(database.resolveSibling("info"));
    Files.createFile(database.resolveSibling("status"));
    Files.createDirectories(root.resolve("etc"));
    for (String file : new String[] {"passwd", "group", "shadow", "gshadow"}) {
      Files.createFile(root.resolve("etc").resolve(file));
    }
    dpkg(root, "-i", deb);
    String users = Files.readString(root.resolve("etc/passwd"));
    assertTrue(users.startsWith("recado:") && users.strip().endsWith("/usr/sbin/nologin"), users);
    Path data = root.resolve("var/lib/recado");
    expectMode("rwx------", data);
    String uid = users.split(":", -1)[2];
    assertEquals(uid, String.valueOf(Files.getAttribute(data, "unix:uid")));

    Path message = Files.writeString(data.resolve("messages.csv"), "oi");
    Path options = root.resolve("etc/recado/server.properties");
    Files.writeString(options, "port=4444\n");
    dpkg(root, "-i", "--force-confold", deb);
    assertEquals("port=4444\n", Files.readString(options));
    dpkg(root, "--remove", "recado-server");
    assertTrue(Files.exists(options) && Files.notExists(root.resolve("usr/bin/recado-server")));
    dpkg(root, "--purge", "recado-server");
    assertTrue(Files.exists(message) && Files.notExists(options));
  }

  private static void dpkg(Path root, String... what) throws IOException, InterruptedException {
    String[] command = new String[what.length + 4];
    command[0] = "dpkg";
    command[1] = "--root=" + root;
    command[2] = "--force-depends";
    command[3] = "--force-script-chrootless";
    System.arraycopy(what, 0, command, 4, what.length);
    Command.run(command);
  }
}
