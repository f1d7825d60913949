package recado.client.bench;

import java.io.PrintWriter;

/** Where reports go as they come, and whether all was well. */
final class Results {
  private final PrintWriter out;
  private final Progress progress;
  private final boolean json;
  private boolean faulty;

  Results(PrintWriter out, Progress progress, boolean json) {
    this.out = out;
    this.progress = progress;
    this.json = json;
  }

  /**
   * Shows a report.
   *
   * @throws BenchException if something ended it early, after it has been shown: there is no use in
   *     going on
   */
  void add(Report report) throws BenchException {
    progress.clear();
    if (json) {
      out.println(JsonReport.of(report));
      out.flush();
    } else {
      Table.print(report, out);
    }
    faulty |= report.faulty();
    String why = report.trouble();
    if (why != null) {
      throw new BenchException(Saying.ENDED_EARLY.text(why));
    }
  }

  boolean faulty() {
    return faulty;
  }
}
