package recado.server.admin;

import java.io.IOException;
import recado.server.ServerProcess;

/** A command as an operator runs it: in a process of its own. */
record CommandProcess(int exitCode, String output, String errors) {

  static CommandProcess run(String... arguments) throws IOException, InterruptedException {
    try (ServerProcess process = ServerProcess.run(arguments)) {
      String output = process.output();
      String errors = process.errors();
      return new CommandProcess(process.exitCode(), output, errors);
    }
  }

  /** What it wrote, for a message of a test. */
  String said() {
    return output + errors;
  }
}
