package recado.server.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The commands that ask the office about anything but accounts. */
public final class ServerCommands {
  private ServerCommands() {}

  /** Adds all commands of the operator to a command line that has {@code --data}. */
  public static void addTo(CommandLine root) {
    root.addSubcommand(new UsersCommand());
    root.addSubcommand(new Invite());
    root.addSubcommand(new Sessions());
    root.addSubcommand(new Kick());
    root.addSubcommand(new GroupsCommand());
    root.addSubcommand(new Messages());
    root.addSubcommand(new Motd());
    root.addSubcommand(new Status());
  }

  @Command(
      name = "invite",
      usageHelpAutoWidth = true,
      description = {
        "Makes an invitation, for a server with --registration invite: a code with which one"
            + " account can be made (recado chat --invitation CODE)."
      })
  static final class Invite extends OperatorCommand {
    private static final int HOURS_OF_DAY = 24;
    private static final int MAX_DAYS = 3650;

    @Option(
        names = "--days",
        defaultValue = "7",
        paramLabel = "N",
        description = "For how long it is good (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
        names = "--list",
        description =
            "List the invitations instead; their codes are not kept, only hashes of them.")
    private boolean list;

    @Override
    int run(Office office) throws IOException, InterruptedException {
      if (list) {
        return tell(office, request("invitations"), Invite::print);
      }
      if (days < 1 || days > MAX_DAYS) {
        throw new ParameterException(spec().commandLine(), "--days is from 1 to " + MAX_DAYS);
      }
      ObjectNode request = request("invite").put("hours", days * HOURS_OF_DAY);
      return tell(
          office,
          request,
          (answer, out) ->
              out.printf(
                  "%s%ngood for one account until %s%n",
                  answer.path("code").asText(), time(answer.path("ends"))));
    }

    private static void print(JsonNode answer, PrintWriter out) {
      out.printf("%-12s %-20s %-8s %s%n", "hash", "ends", "usable", "used by");
      for (JsonNode each : answer.path("invitations")) {
        out.printf(
            "%-12s %-20s %-8s %s%n",
            each.path("hash").asText(),
            time(each.path("ends")),
            each.path("usable").asBoolean() ? "yes" : "no",
            word(each.path("usedBy")));
      }
    }
  }

  @Command(
      name = "sessions",
      usageHelpAutoWidth = true,
      description = "Lists the connections of a running server.")
  static final class Sessions extends OperatorCommand {
    @Override
    int run(Office office) throws IOException, InterruptedException {
      return tell(office, request("sessions"), Sessions::print);
    }

    private static void print(JsonNode answer, PrintWriter out) {
      out.printf("%-20s %-16s %-28s %-4s %s%n", "name", "device", "address", "tls", "since");
      for (JsonNode each : answer.path("sessions")) {
        out.printf(
            "%-20s %-16s %-28s %-4s %s%n",
            word(each.path("name")),
            word(each.path("device")),
            each.path("address").asText(),
            each.path("tls").asBoolean() ? "yes" : "no",
            time(each.path("since")));
      }
    }
  }

  @Command(
      name = "kick",
      usageHelpAutoWidth = true,
      description = {"Ends somebody's sessions. They may come back: see users disable."})
  static final class Kick extends OperatorCommand {
    @Parameters(paramLabel = "NAME", description = "Who.")
    private String name = "";

    @Option(names = "--device", paramLabel = "DEVICE", description = "This device's session alone.")
    private @Nullable String device;

    @Override
    int run(Office office) throws IOException, InterruptedException {
      return tell(
          office,
          request("kick").put("name", name).put("device", device),
          (answer, out) -> out.printf("sessions ended: %d%n", answer.path("ended").asInt()));
    }
  }

  @Command(
      name = "groups",
      usageHelpAutoWidth = true,
      description = "Lists the groups, with their admins and members.")
  static final class GroupsCommand extends OperatorCommand {
    @Override
    int run(Office office) throws IOException, InterruptedException {
      return tell(office, request("groups"), GroupsCommand::print);
    }

    private static void print(JsonNode answer, PrintWriter out) {
      for (JsonNode group : answer.path("groups")) {
        out.printf(
            "%s %s %s%n",
            group.path("name").asText(),
            group.path("number").asText(),
            visible(group.path("topic").asText()));
        out.printf("  admins: %s%n", names(group.path("admins")));
        out.printf("  members: %s%n", names(group.path("members")));
      }
    }

    private static String names(JsonNode array) {
      List<String> names = new ArrayList<>();
      array.forEach(name -> names.add(name.asText()));
      return String.join(", ", names);
    }

    /** People write topics: nothing in them may move the cursor. */
    private static String visible(String topic) {
      return topic.replaceAll("\\p{Cntrl}", " ");
    }
  }

  @Command(
      name = "messages",
      usageHelpAutoWidth = true,
      description = "Says for whom messages wait, and how many; not what is in them.")
  static final class Messages extends OperatorCommand {
    @Option(
        names = "--pending",
        description = "Those that wait for a device: the only ones there are.")
    private boolean pending;

    @Override
    int run(Office office) throws IOException, InterruptedException {
      if (!pending) {
        throw new ParameterException(spec().commandLine(), "which ones: messages --pending?");
      }
      return tell(office, request("pending"), Messages::print);
    }

    private static void print(JsonNode answer, PrintWriter out) {
      out.printf("%-20s %-16s %8s %12s%n", "name", "device", "entries", "first id");
      for (JsonNode each : answer.path("pending")) {
        out.printf(
            "%-20s %-16s %8d %12d%n",
            each.path("name").asText(),
            word(each.path("device")),
            each.path("entries").asLong(),
            each.path("firstId").asLong());
      }
    }
  }

  @Command(
      name = "motd",
      usageHelpAutoWidth = true,
      description = {
        "Shows or sets the message of the day; an empty one is none.",
        "It stays over restarts, unless the server is started with --motd."
      })
  static final class Motd extends OperatorCommand {
    @Parameters(arity = "0..1", paramLabel = "TEXT", description = "The new one.")
    private @Nullable String text;

    @Override
    int run(Office office) throws IOException, InterruptedException {
      return tell(
          office,
          request("motd").put("text", text),
          (answer, out) -> out.println(answer.path("motd").asText()));
    }
  }

  @Command(
      name = "status",
      usageHelpAutoWidth = true,
      description = "Says how the server is: connections, accounts, what waits, who was refused.")
  static final class Status extends OperatorCommand {
    @Override
    int run(Office office) throws IOException, InterruptedException {
      return tell(office, request("status"), (answer, out) -> print("", answer, out));
    }

    private static void print(String indent, JsonNode object, PrintWriter out) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        JsonNode value = field.getValue();
        if (value.isObject()) {
          out.printf("%s%s:%n", indent, field.getKey());
          print(indent + "  ", value, out);
        } else {
          out.printf("%s%s: %s%n", indent, field.getKey(), value.asText());
        }
      }
    }
  }
}
