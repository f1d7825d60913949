package recado.client.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used so far: CPU time from {@code /proc/PID/stat}, resident memory from {@code
 * /proc/PID/status}. Linux only, see proc(5).
 */
record ProcessUsage(double cpuSeconds, long residentKib) {
  // USER_HZ: 100 on every architecture that a JDK 25 runs on.
  private static final double TICKS_A_SECOND = 100;
  // After the command's name in parentheses, which may contain anything.
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;

  /**
   * Looks now.
   *
   * @throws BenchException if there is no such process, or no /proc
   */
  static ProcessUsage of(long pid) throws BenchException {
    Path folder = Path.of("/proc", Long.toString(pid));
    try {
      String stat = Files.readString(folder.resolve("stat"));
      String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = Long.parseLong(words[USER_TICKS]) + Long.parseLong(words[SYSTEM_TICKS]);
      return new ProcessUsage(ticks / TICKS_A_SECOND, residentKib(folder.resolve("status")));
    } catch (IOException _) {
      throw new BenchException(Saying.NO_PROCESS.text(pid));
    }
  }

  /** CPU time since then, memory as it is now. */
  ProcessUsage since(ProcessUsage before) {
    return new ProcessUsage(cpuSeconds - before.cpuSeconds, residentKib);
  }

  private static long residentKib(Path status) throws IOException {
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return 0; // a process that has ended and was not waited for
  }
}
