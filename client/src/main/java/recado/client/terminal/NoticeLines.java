package recado.client.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedStringBuilder;
import org.jspecify.annotations.Nullable;
import recado.client.desk.Shown;
import recado.client.local.Damage;
import recado.client.net.ServerAddress;
import recado.client.net.Trouble;
import recado.client.texts.Harmless;
import recado.client.texts.Phrase;
import recado.protocol.ErrorCode;
import recado.protocol.Text;

/** What the client itself has to say: the connection, refusals, damage. */
public final class NoticeLines {
  private static final int MOST_OTHERS = 5;

  private final Names names;
  private final Look look;

  public NoticeLines(Names names, Look look) {
    this.names = names;
    this.look = look;
  }

  /** What the server says of itself, and what goes out to it now. */
  public List<Paragraph> greeting(Shown.Greeting greeting) {
    List<Paragraph> lines = new ArrayList<>();
    lines.add(
        new Paragraph(Phrase.GREETING.text(greeting.me(), Harmless.line(greeting.serverName()))));
    String motd = Harmless.text(greeting.motd().toString());
    if (!motd.isBlank()) {
      lines.add(quiet(motd));
    }
    if (greeting.waiting() > 0) {
      lines.add(quiet(Phrase.WAITING_GOES_OUT.text(greeting.waiting())));
    }
    return lines;
  }

  /** The tour: how to write, what becomes of it, how to go on; and who is there, or nobody yet. */
  public List<Paragraph> firstSteps(Shown.FirstSteps steps) {
    List<Paragraph> lines = new ArrayList<>();
    lines.add(new Paragraph(Phrase.FIRST_WRITE.text()));
    lines.add(new Paragraph(Phrase.FIRST_TICKS.text()));
    lines.add(new Paragraph(Phrase.FIRST_HELP.text()));
    lines.add(new Paragraph(others(steps)));
    return lines;
  }

  private String others(Shown.FirstSteps steps) {
    if (steps.others().isEmpty()) {
      ServerAddress server = steps.server();
      Phrase phrase = server.isThisMachine() ? Phrase.FIRST_ALONE_HERE : Phrase.FIRST_ALONE;
      return phrase.text(commandOfOthers(server), steps.me());
    }
    List<String> some = steps.others().stream().limit(MOST_OTHERS).map(names::inFull).toList();
    Phrase phrase = some.size() < steps.others().size() ? Phrase.FIRST_MANY : Phrase.FIRST_OTHERS;
    return phrase.text(String.join(", ", some), steps.others().getFirst());
  }

  private static String commandOfOthers(ServerAddress server) {
    return server.equals(ServerAddress.USUAL)
        ? Phrase.COMMAND_CHAT.text()
        : Phrase.COMMAND_CHAT_AT.text(server);
  }

  /** The session was lost, and why. */
  public Paragraph lost(Shown.Lost lost) {
    return warning(Phrase.LOST.text(reason(lost.why(), lost.said())));
  }

  private static String reason(Trouble why, @Nullable Text said) {
    return Optional.ofNullable(said)
        .map(text -> Harmless.line(text.toString()))
        .orElseGet(() -> trouble(why));
  }

  /** No server answers. */
  public Paragraph unreachable(Shown.Unreachable unreachable) {
    String what = Phrase.UNREACHABLE.text(unreachable.server(), trouble(unreachable.why()));
    return warning(what + Phrase.TRYING_AGAIN.text());
  }

  /** Why there is no connection, in a few words. */
  public static String trouble(Trouble why) {
    return switch (why) {
      case REFUSED -> Phrase.TROUBLE_REFUSED.text();
      case NO_SUCH_HOST -> Phrase.TROUBLE_NO_SUCH_HOST.text();
      case NO_ANSWER -> Phrase.TROUBLE_NO_ANSWER.text();
      case CLOSED -> Phrase.TROUBLE_CLOSED.text();
      case NOT_RECADO -> Phrase.TROUBLE_NOT_RECADO.text();
      case UNTRUSTED -> Phrase.TROUBLE_UNTRUSTED.text();
      case NO_TLS -> Phrase.TROUBLE_NO_TLS.text();
      case BROKEN -> Phrase.TROUBLE_BROKEN.text();
    };
  }

  /** The server did not do something, and why. */
  public Paragraph refused(Shown.Refused refused) {
    String detail = refused.detail();
    String subject = detail == null ? "" : Harmless.line(detail) + ": ";
    return warning(subject + explanation(refused.code(), refused.why()));
  }

  /** In the server's words, which alone tell what it is that hinders. */
  public Paragraph held(Shown.Held held) {
    String why = Harmless.line(held.why().toString());
    return warning(
        Phrase.HELD.text(
            names.of(held.to()), why.isBlank() ? Phrase.ERROR_UNAVAILABLE.text() : why));
  }

  /** A message that was not taken, so that it can be copied from the screen and sent again. */
  public Paragraph notSent(Shown.NotSent notSent) {
    return warning(
        Phrase.NOT_SENT.text(
            names.of(notSent.to()),
            explanation(notSent.code(), notSent.why()),
            Harmless.text(notSent.text().toString())));
  }

  /** Our own words for what people meet; the server's for the rest. */
  public static String explanation(ErrorCode code, Text why) {
    return switch (code) {
      case NO_SUCH_USER -> Phrase.ERROR_NO_SUCH_USER.text();
      case NO_SUCH_GROUP -> Phrase.ERROR_NO_SUCH_GROUP.text();
      case GROUP_EXISTS -> Phrase.ERROR_GROUP_EXISTS.text();
      case GROUP_FULL -> Phrase.ERROR_GROUP_FULL.text();
      case NOT_A_MEMBER -> Phrase.ERROR_NOT_A_MEMBER.text();
      case NOT_ADMIN -> Phrase.ERROR_NOT_ADMIN.text();
      case NAME_TAKEN -> Phrase.ERROR_NAME_TAKEN.text();
      case WEAK_PASSWORD -> Phrase.ERROR_WEAK_PASSWORD.text();
      case RATE_LIMITED -> Phrase.ERROR_RATE_LIMITED.text();
      case REGISTRATION_CLOSED -> Phrase.ERROR_REGISTRATION_CLOSED.text();
      case TLS_REQUIRED -> Phrase.ERROR_TLS_REQUIRED.text();
      case UNAVAILABLE -> Phrase.ERROR_UNAVAILABLE.text();
      case BAD_CREDENTIALS -> Phrase.ERROR_BAD_CREDENTIALS.text();
      case NO_SUCH_MESSAGE,
          NOT_ALLOWED,
          BAD_NAME,
          BAD_SYNTAX,
          UNKNOWN_COMMAND,
          TOO_LONG,
          NOT_LOGGED_IN,
          ALREADY_LOGGED_IN,
          UNRECOGNIZED ->
          Harmless.line(why.toString());
    };
  }

  /** Something cannot be done here, and why. */
  public Paragraph cannot(Shown.Reason reason) {
    return warning(
        switch (reason) {
          case NOTHING_OPEN -> Phrase.NOTHING_OPEN.text();
          case NOBODY_TO_REPLY_TO -> Phrase.NOBODY_TO_REPLY_TO.text();
          case NOTHING_SENT_THERE -> Phrase.NOTHING_SENT_THERE.text();
          case NOTHING_UNREAD -> Phrase.NOTHING_UNREAD.text();
          case NO_SUCH_HIT -> Phrase.NO_SUCH_HIT.text();
          case NOT_CONNECTED -> Phrase.NOT_CONNECTED.text();
          case CONNECTED_ALREADY -> Phrase.CONNECTED_ALREADY.text();
          case NO_ANSWER -> Phrase.NO_ANSWER.text();
        });
  }

  /** Of what the person will be told. */
  public Paragraph levelChanged(Shown.LevelChanged changed) {
    Phrase phrase =
        switch (changed.level()) {
          case ALL -> Phrase.NOTIFY_ALL;
          case MENTIONS -> Phrase.NOTIFY_MENTIONS;
          case NONE -> Phrase.NOTIFY_NONE;
        };
    return quiet(phrase.text(names.of(changed.in())));
  }

  /** What was damaged, and where it is now. */
  public Paragraph damaged(Damage damage) {
    return warning(explanation(damage));
  }

  /** What was damaged, and where it is now. */
  public static String explanation(Damage damage) {
    return switch (damage) {
      case Damage.TornLine torn -> Phrase.DAMAGE_TORN.text(torn.file(), torn.line());
      case Damage.BadLine bad -> Phrase.DAMAGE_LINE.text(bad.file(), bad.line(), bad.kept());
      case Damage.BadFile bad -> Phrase.DAMAGE_FILE.text(bad.file(), bad.kept());
    };
  }

  /** A line that need not be read. */
  public Paragraph quiet(String text) {
    return new Paragraph(
        new AttributedStringBuilder().styled(look.quiet(), text).toAttributedString(), 2);
  }

  /** A line that should be. */
  public Paragraph warning(String text) {
    return new Paragraph(
        new AttributedStringBuilder().styled(look.warning(), text).toAttributedString(), 2);
  }
}
