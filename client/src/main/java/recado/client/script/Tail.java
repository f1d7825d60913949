package recado.client.script;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import recado.client.desk.Errand;
import recado.client.desk.Report;
import recado.client.local.Home;
import recado.client.local.PastEntries;
import recado.client.terminal.StartException;
import recado.client.texts.Phrase;
import recado.protocol.Conversation;
import recado.protocol.Event;

/** Prints what comes in, one message a line, until it is stopped. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class Tail extends OnlineScript {
  @Option(names = "--json")
  private boolean json;

  @Option(names = "--count", defaultValue = "0", paramLabel = "N")
  private long count;

  @Parameters(arity = "0..*", descriptionKey = "only", paramLabel = "${bundle:CONVERSATION}")
  private List<String> only = List.of();

  private final Set<Conversation> wanted = new HashSet<>();
  private long printed;

  @Override
  int run(Home home) throws IOException, StartException, InterruptedException {
    if (count < 0) {
      throw wrong(Phrase.SCRIPT_COUNT.text("--count"));
    }
    for (String written : only) {
      wanted.add(conversation(written));
    }
    return perform(home, new Errand.Listen(), this::follow);
  }

  /** Nothing, if the client that had the account has let it go: there is another way then. */
  private OptionalInt follow(Office office, Inbox inbox) throws InterruptedException {
    Optional<Report> report = inbox.next(Long.MAX_VALUE);
    while (report.isPresent()) {
      if (report.get() instanceof Report.Came(Conversation in, Event.Message message)
          && isWanted(in)
          && (!print(in, message) || isEnough())) {
        return OptionalInt.of(ExitCodes.DONE);
      }
      report = inbox.next(Long.MAX_VALUE);
    }
    if (office.isHopeless()) {
      complain(office.trouble().orElse(Phrase.NO_ANSWER_YET.text()));
      return OptionalInt.of(ExitCodes.FAILED);
    }
    return OptionalInt.empty();
  }

  private boolean isWanted(Conversation in) {
    return wanted.isEmpty() || wanted.contains(in);
  }

  private boolean print(Conversation in, Event.Message message) {
    printed++;
    return print(json ? PastEntries.json(in, message) : Lines.message(in, message));
  }

  private boolean isEnough() {
    return count > 0 && printed == count;
  }
}
