package recado.client.script;

import com.opencsv.CSVWriterBuilder;
import com.opencsv.ICSVWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import recado.client.local.Home;
import recado.client.local.PastEntries;
import recado.client.terminal.PlainScreen;
import recado.client.terminal.StartException;
import recado.client.texts.Phrase;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.UserName;

/** Prints what was said in one conversation, as far as this machine knows it. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class Past extends Script {
  /** How it is printed; text if nothing is chosen. */
  private static final class Form {
    @Option(names = "--text")
    @SuppressWarnings("unused") // it is so without
    private boolean text;

    @Option(names = "--json")
    private boolean json;

    @Option(names = "--csv")
    private boolean csv;
  }

  @ArgGroup(exclusive = true)
  private Form form = new Form();

  @Option(names = "--last", paramLabel = "N")
  private int last = Integer.MAX_VALUE;

  @Parameters(descriptionKey = "in", paramLabel = "${bundle:CONVERSATION}")
  private String written = "";

  @Override
  int run(Home home) throws IOException, StartException {
    if (last < 0) {
      throw wrong(Phrase.SCRIPT_COUNT.text("--last"));
    }
    Conversation in = conversation(written);
    Place place = place(home);
    Path folder = home.accountPath(place.server(), place.user());
    PastEntries past = new PastEntries(folder);
    if (!past.conversations().contains(in)) {
      complain(Phrase.SCRIPT_NO_HISTORY.text(in, place.user(), place.server()));
      return ExitCodes.FAILED;
    }
    int bad;
    if (form.csv) {
      bad = printCsv(past, in);
    } else {
      bad = read(past, in, entry -> print(line(in, entry)));
    }
    if (bad > 0) {
      complain(Phrase.SCRIPT_PASSED_OVER.text(bad));
    }
    return ExitCodes.DONE;
  }

  /** Gives the printer all entries, or the last of them, until it wants no more. */
  private int read(PastEntries past, Conversation in, Predicate<Event.Entry> printer)
      throws IOException {
    if (last == Integer.MAX_VALUE) {
      return past.read(in, printer::test);
    }
    Deque<Event.Entry> kept = new ArrayDeque<>();
    int bad =
        past.read(
            in,
            entry -> {
              kept.add(entry);
              if (kept.size() > last) {
                kept.removeFirst();
              }
              return true;
            });
    boolean more = true;
    while (more && !kept.isEmpty()) {
      more = printer.test(kept.removeFirst());
    }
    return bad;
  }

  private String line(Conversation in, Event.Entry entry) {
    if (form.json) {
      return PastEntries.json(in, entry);
    }
    return switch (entry) {
      case Event.Message message -> Lines.message(in, message);
      case Event.GroupEvent event -> Lines.time(event.time()) + " " + in + " " + change(event);
      case Event.Receipt _ -> throw new IllegalStateException("nobody reads a receipt");
    };
  }

  private static String change(Event.GroupEvent event) {
    return event.by() + " " + event.change() + " " + rest(event);
  }

  private static String rest(Event.GroupEvent event) {
    return event.topic() == null
        ? event.who().stream().map(Object::toString).collect(Collectors.joining(" "))
        : event.topic().toString();
  }

  /** As RFC 4180 has it, but for the ends of lines, which are as everywhere else. */
  private int printCsv(PastEntries past, Conversation in) throws IOException {
    BufferedWriter writer =
        new BufferedWriter(new OutputStreamWriter(out(), PlainScreen.charset("stdout.encoding")));
    ICSVWriter csv = new CSVWriterBuilder(writer).withLineEnd("\n").build();
    csv.writeNext(new String[] {"id", "time", "conversation", "from", "event", "text"}, false);
    int bad =
        read(
            past,
            in,
            entry -> {
              csv.writeNext(row(in, entry), false);
              return !csv.checkError() && !out().checkError();
            });
    csv.flush();
    return bad;
  }

  private static String[] row(Conversation in, Event.Entry entry) {
    return switch (entry) {
      case Event.Message message ->
          row(in, entry, message.from(), "MESSAGE", message.text().toString());
      case Event.GroupEvent event -> row(in, entry, event.by(), event.change().name(), rest(event));
      case Event.Receipt _ -> throw new IllegalStateException("nobody reads a receipt");
    };
  }

  private static String[] row(
      Conversation in, Event.Entry entry, UserName from, String event, String text) {
    String time = Instant.ofEpochMilli(entry.time()).toString();
    return new String[] {entry.id().toString(), time, in.toString(), from.toString(), event, text};
  }
}
