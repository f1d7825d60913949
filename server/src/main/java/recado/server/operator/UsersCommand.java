package recado.server.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import recado.server.admin.HelpOption;

/** Accounts. */
@Command(
    name = "users",
    usageHelpAutoWidth = true,
    description = "Lists, makes, closes and deletes accounts.",
    subcommands = {
      UsersCommand.ListUsers.class,
      UsersCommand.Add.class,
      ImportCommand.class,
      UsersCommand.Disable.class,
      UsersCommand.Enable.class,
      UsersCommand.Delete.class,
      UsersCommand.ResetPassword.class
    })
final class UsersCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin
  @SuppressWarnings("UnusedVariable") // asked for by picocli
  private HelpOption help = new HelpOption();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which one: users list?");
  }

  @Command(name = "list", usageHelpAutoWidth = true, description = "Lists all accounts, by name.")
  static final class ListUsers extends OperatorCommand {
    @Override
    int run(Office office) throws IOException, InterruptedException {
      return tell(office, request("users"), ListUsers::print);
    }

    private static void print(JsonNode answer, PrintWriter out) {
      out.printf(
          "%-20s %-13s %-8s %-6s %-20s %-20s %7s %7s%n",
          "name", "number", "state", "online", "created", "last seen", "devices", "waiting");
      for (JsonNode user : answer.path("users")) {
        out.printf(
            "%-20s %-13s %-8s %-6s %-20s %-20s %7d %7d%n",
            user.path("name").asText(),
            user.path("number").asText(),
            user.path("state").asText(),
            user.path("online").asBoolean() ? "yes" : "no",
            time(user.path("created")),
            time(user.path("lastSeen")),
            user.path("devices").asLong(),
            user.path("waiting").asLong());
      }
    }
  }

  /** Commands about one account. */
  abstract static class OfOne extends OperatorCommand {
    @Parameters(paramLabel = "NAME", description = "The account.")
    private String name = "";

    final ObjectNode about(String what) {
      return request(what).put("name", name);
    }
  }

  /** Commands that set a password. */
  abstract static class WithPassword extends OfOne {
    @Option(
        names = "--password-file",
        paramLabel = "FILE",
        description =
            "The first line is the password. Without it a new one is made and printed; it is good"
                + " for one login, and its owner then sets their own (/password).")
    private @Nullable Path file;

    final int set(Office office, String what) throws IOException, InterruptedException {
      ObjectNode request = about(what);
      if (file != null) {
        try (Stream<String> lines = Files.lines(file)) {
          request.put("password", lines.findFirst().orElse(""));
        }
      }
      return tell(
          office,
          request,
          (answer, out) -> {
            out.printf("%s %s%n", answer.path("name").asText(), answer.path("number").asText());
            if (answer.has("oneTimePassword")) {
              out.printf("one-time password: %s%n", answer.path("oneTimePassword").asText());
            }
          });
    }
  }

  @Command(
      name = "add",
      usageHelpAutoWidth = true,
      description = "Makes an account, whatever --registration says.")
  static final class Add extends WithPassword {
    @Override
    int run(Office office) throws IOException, InterruptedException {
      return set(office, "add");
    }
  }

  @Command(
      name = "reset-password",
      usageHelpAutoWidth = true,
      description = "Gives an account another password; all its sessions and tokens end.")
  static final class ResetPassword extends WithPassword {
    @Override
    int run(Office office) throws IOException, InterruptedException {
      return set(office, "reset-password");
    }
  }

  @Command(
      name = "disable",
      usageHelpAutoWidth = true,
      description = {
        "Closes an account: its sessions end, and nobody gets in until it is enabled.",
        "What is sent to it waits."
      })
  static final class Disable extends OfOne {
    @Override
    int run(Office office) throws IOException, InterruptedException {
      return tell(
          office,
          about("disable"),
          (answer, out) -> out.printf("%s is disabled%n", answer.path("name").asText()));
    }
  }

  @Command(
      name = "enable",
      usageHelpAutoWidth = true,
      description = "Opens an account that was disabled, with the password it had.")
  static final class Enable extends OfOne {
    @Override
    int run(Office office) throws IOException, InterruptedException {
      return tell(
          office,
          about("enable"),
          (answer, out) -> out.printf("%s is enabled%n", answer.path("name").asText()));
    }
  }

  @Command(
      name = "delete",
      usageHelpAutoWidth = true,
      description = {
        "Deletes an account for ever: password, devices, what waits for them, blocks, and"
            + " membership in groups.",
        "What stays: the name, so that nobody can pass for it; what its owner sent, with those who"
            + " have or await it; messages.csv; backups."
      })
  static final class Delete extends OfOne {
    @Option(names = "--yes", description = "Do it; without this nothing is done.")
    private boolean sure;

    @Override
    int run(Office office) throws IOException, InterruptedException {
      if (!sure) {
        throw new ParameterException(spec().commandLine(), "it is for ever: say --yes");
      }
      return tell(office, about("delete"), Delete::print);
    }

    private static void print(JsonNode answer, PrintWriter out) {
      out.printf(
          "%s is deleted: devices: %d, entries that waited: %d, groups left: %d, blocks: %d%n",
          answer.path("name").asText(),
          answer.path("devices").asLong(),
          answer.path("waiting").asLong(),
          answer.path("groups").asLong(),
          answer.path("blocks").asLong());
      out.println(
          "what stays: the name, which nobody else can take; messages that were sent, with those"
              + " who have or await them; messages.csv; backups");
    }
  }
}
