package recado.client.script;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import recado.client.desk.Errand;
import recado.client.desk.Report;
import recado.client.local.Home;
import recado.client.terminal.NoticeLines;
import recado.client.terminal.StartException;
import recado.client.texts.Phrase;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.UserName;

/** Prints who is online, or how it stands with these, a line each. */
@Command(
    name = "who",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class Who extends OnlineScript {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Option(names = "--json")
  private boolean json;

  @Parameters(arity = "0..*", descriptionKey = "names", paramLabel = "${bundle:USER}")
  private List<String> names = List.of();

  @Override
  int run(Home home) throws IOException, StartException, InterruptedException {
    List<UserName> users = new ArrayList<>();
    for (String name : names) {
      if (!(conversation(name) instanceof Conversation.OfUser(UserName user))) {
        throw wrong(Phrase.NOT_A_CONVERSATION.text(name));
      }
      users.add(user);
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    return perform(
        home,
        new Errand.Who(users),
        (office, inbox) -> {
          Optional<Report> report = inbox.next(end - System.nanoTime());
          boolean gone = inbox.hasEnded() && !office.isHopeless();
          return gone ? OptionalInt.empty() : answered(report, office);
        });
  }

  private OptionalInt answered(Optional<Report> report, Office office) {
    if (report.isPresent() && report.get() instanceof Report.People(List<Event.Presence> people)) {
      people.forEach(this::print);
      return OptionalInt.of(ExitCodes.DONE);
    }
    complain(
        report.isPresent() && report.get() instanceof Report.Refused refused
            ? NoticeLines.explanation(refused.code(), refused.why())
            : office.trouble().orElse(Phrase.NO_ANSWER_YET.text()));
    return OptionalInt.of(ExitCodes.FAILED);
  }

  private void print(Event.Presence one) {
    if (json) {
      print(
          JsonNodeFactory.instance
              .objectNode()
              .put("user", one.user().toString())
              .put("online", one.online())
              .put("time", one.time())
              .toString());
    } else if (one.online()) {
      print(one.user() + " " + Phrase.PRESENCE_ONLINE.text());
    } else if (one.time() > 0) {
      print(one.user() + " " + Phrase.PRESENCE_OFFLINE.text(Lines.time(one.time())));
    } else {
      print(one.user() + " " + Phrase.PRESENCE_NEVER.text());
    }
  }
}
