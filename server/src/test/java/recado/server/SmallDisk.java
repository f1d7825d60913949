package recado.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A file system of a few MiB that can be filled and made read-only. It has to be mounted, which
 * only root may do: elsewhere the test is skipped.
 */
final class SmallDisk implements AutoCloseable {
  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;

  private final Path mounted;
  private final Thread atTheLatest = new Thread(this::unmount, "unmount");

  private SmallDisk(Path mounted) {
    this.mounted = mounted;
    Runtime.getRuntime().addShutdownHook(atTheLatest);
  }

  /** In memory: room is given out in pages of 4 KiB. */
  static SmallDisk inMemory(Path folder) throws IOException, InterruptedException {
    Path mounted = Files.createDirectory(folder.resolve("disk"));
    expectToMount("mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "recado", mounted.toString());
    return new SmallDisk(mounted);
  }

  /** In a file, as most disks are made. */
  static SmallDisk ext4(Path folder) throws IOException, InterruptedException {
    Path image = folder.resolve("image");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(8 * MIB);
    }
    Path mounted = Files.createDirectory(folder.resolve("disk"));
    expectToMount("mkfs.ext4", "-q", "-m", "0", image.toString());
    expectToMount("mount", "-o", "loop", image.toString(), mounted.toString());
    return new SmallDisk(mounted);
  }

  private static void expectToMount(String... command) throws IOException, InterruptedException {
    Result result;
    try {
      result = run(command);
    } catch (IOException e) {
      result = new Result(1, String.valueOf(e.getMessage()));
    }
    Assumptions.assumeTrue(
        result.exitCode() == 0,
        "needs a file system of its own, FullDiskTest is the next best: " + result.output());
  }

  private record Result(int exitCode, String output) {}

  private static Result run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream out = process.getInputStream()) {
      String output = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
      return new Result(process.waitFor(), output);
    }
  }

  private static void expect(String... command) throws IOException, InterruptedException {
    Result result = run(command);
    if (result.exitCode() != 0) {
      throw new IOException(String.join(" ", List.of(command)) + ": " + result.output());
    }
  }

  /** A folder for a server. */
  Path data() {
    return mounted.resolve("data");
  }

  private Path ballast() {
    return mounted.resolve("ballast");
  }

  /** Leaves room for so many KiB, in whole blocks. */
  void fillBut(int roomKib) throws IOException {
    try (FileChannel file =
        FileChannel.open(ballast(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      writeUntilFull(file, 64 * KIB);
      writeUntilFull(file, KIB);
      file.force(true);
      file.truncate(file.size() - (long) roomKib * KIB);
      file.force(true); // what was freed is free from now on
    }
  }

  private static void writeUntilFull(FileChannel file, int piece) throws IOException {
    file.position(file.size());
    while (true) {
      try {
        file.write(ByteBuffer.allocate(piece));
      } catch (IOException expected) {
        return;
      }
    }
  }

  void makeRoom() throws IOException {
    Files.delete(ballast());
  }

  /** Nothing may have a file open for writing. */
  void makeReadOnly() throws IOException, InterruptedException {
    expect("mount", "-o", "remount,ro", mounted.toString());
  }

  /** What ext4 does when the disk below it fails: it is read-only at once, for everybody. */
  void breakDown() throws IOException, InterruptedException {
    expect("mount", "-o", "remount,abort", mounted.toString());
  }

  /** After a {@link #breakDown}. */
  void mend() throws IOException, InterruptedException {
    String image = String.valueOf(mounted.resolveSibling("image"));
    expect("umount", mounted.toString());
    expect("mount", "-o", "loop", image, mounted.toString());
  }

  private void unmount() {
    try {
      if (run("umount", mounted.toString()).exitCode() != 0) {
        run("umount", "-l", mounted.toString()); // somebody has a file open: gone when they have
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(mounted + " is still mounted", e);
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atTheLatest);
    unmount();
  }
}
