package recado.client.script;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import recado.client.desk.Errand;
import recado.client.desk.Report;
import recado.client.local.Home;
import recado.client.terminal.NoticeLines;
import recado.client.terminal.PlainScreen;
import recado.client.terminal.StartException;
import recado.client.texts.Harmless;
import recado.client.texts.Phrase;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.Limits;
import recado.protocol.Text;

/** Sends one message, and ends well only when the server has it, or more if that is wanted. */
@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class Send extends OnlineScript {
  /** For what to wait. */
  enum Wait {
    SENT(DeliveryState.PENDING),
    DELIVERED(DeliveryState.DELIVERED),
    READ(DeliveryState.READ);

    private final DeliveryState state;

    Wait(DeliveryState state) {
      this.state = state;
    }

    /** As it is typed. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int USUAL_SECONDS = 10;
  private static final int USUAL_SECONDS_TO_WAIT = 60;
  private static final long MILLIS_PER_SECOND = 1_000;

  @Option(names = "--wait", defaultValue = "sent", paramLabel = "${bundle:STATE}")
  private Wait until = Wait.SENT;

  @Option(names = "--timeout", paramLabel = "${bundle:SECONDS}")
  private @Nullable Double seconds;

  @Parameters(index = "0", descriptionKey = "to", paramLabel = "${bundle:CONVERSATION}")
  private String to = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      descriptionKey = "words",
      paramLabel = "${bundle:TEXT}")
  private List<String> words = List.of();

  @Override
  int run(Home home) throws IOException, StartException, InterruptedException {
    Conversation conversation = conversation(to);
    if (conversation instanceof Conversation.Lobby && until != Wait.SENT) {
      throw wrong(Phrase.SCRIPT_LOBBY_WAIT.text());
    }
    long end = System.nanoTime() + timeout().toNanos();
    Text text = text(words.isEmpty() ? standardInput() : String.join(" ", words));
    Errand.Send errand =
        new Errand.Send(new Cid(UUID.randomUUID().toString()), conversation, text, until.state);
    return perform(home, errand, (office, inbox) -> await(office, inbox, end));
  }

  private Duration timeout() throws StartException {
    if (seconds == null) {
      return Duration.ofSeconds(until == Wait.SENT ? USUAL_SECONDS : USUAL_SECONDS_TO_WAIT);
    }
    if (!(seconds > 0 && seconds < Integer.MAX_VALUE)) {
      throw wrong(Phrase.SCRIPT_TIMEOUT.text());
    }
    return Duration.ofMillis(Math.round(seconds * MILLIS_PER_SECOND));
  }

  private static String standardInput() throws IOException {
    byte[] bytes = System.in.readAllBytes();
    String text = new String(bytes, PlainScreen.charset("stdin.encoding"));
    return text.replaceFirst("\\R$", ""); // echo's
  }

  private static Text text(String written) throws StartException {
    if (written.isEmpty()) {
      throw wrong(Phrase.SCRIPT_NO_TEXT.text());
    }
    int bytes = Text.lengthInBytes(written);
    if (bytes > Limits.MAX_TEXT_BYTES) {
      throw wrong(Phrase.SCRIPT_TOO_LONG.text(bytes, Limits.MAX_TEXT_BYTES));
    }
    try {
      return Text.of(written);
    } catch (IllegalArgumentException _) {
      throw wrong(Phrase.SCRIPT_NO_CHARACTER.text());
    }
  }

  /** Nothing, if the client that had the account has let it go: then another one does it. */
  private OptionalInt await(Office office, Inbox inbox, long end) throws InterruptedException {
    boolean sent = false;
    String held = "";
    Optional<Report> report = inbox.next(end - System.nanoTime());
    while (report.isPresent()) {
      switch (report.get()) {
        case Report.Sent _ -> {
          sent = true;
          if (until == Wait.SENT) {
            return OptionalInt.of(ExitCodes.DONE);
          }
        }
        case Report.Reached(DeliveryState state) -> {
          if (state.compareTo(until.state) >= 0) {
            return OptionalInt.of(ExitCodes.DONE);
          }
        }
        case Report.Refused refused -> {
          complain(NoticeLines.explanation(refused.code(), refused.why()));
          return OptionalInt.of(ExitCodes.FAILED);
        }
        case Report.Held(Text why) -> held = Harmless.line(why.toString());
        case Report.Came _, Report.People _ -> {} // not of this errand
      }
      report = inbox.next(end - System.nanoTime());
    }
    if (inbox.hasEnded() && !office.isHopeless()) {
      return OptionalInt.empty();
    }
    if (sent) {
      complain(Phrase.SCRIPT_NOT_IN_TIME.text(until));
      return OptionalInt.of(ExitCodes.NOT_IN_TIME);
    }
    String why = held.isEmpty() ? office.trouble().orElse(Phrase.NO_ANSWER_YET.text()) : held;
    complain(Phrase.SCRIPT_KEPT.text(why));
    return OptionalInt.of(ExitCodes.KEPT);
  }
}
