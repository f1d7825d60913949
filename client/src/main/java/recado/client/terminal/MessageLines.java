package recado.client.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import org.jline.utils.AttributedStringBuilder;
import recado.client.desk.Mentions;
import recado.client.desk.OwnMessage;
import recado.client.desk.Shown;
import recado.client.texts.Harmless;
import recado.client.texts.Phrase;
import recado.client.texts.Times;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.Event;
import recado.protocol.Text;
import recado.protocol.UserName;

/**
 * What happens in conversations, as paragraphs. Used by the desk's thread alone.
 *
 * <pre>
 * 12:03 Bruno Silva: olá                  in the open conversation
 * 12:04 you: oi ✓
 * 12:05 Carla → you: psst                 in another
 * 12:06 #familia Ana: jantar às oito?
 *       ✓✓ read by Bruno Silva: oi
 * </pre>
 */
public final class MessageLines {
  /** Where the text after a time begins. */
  private static final int INDENT = 6;

  private static final int MAX_QUOTED_CHARS = 40;

  private final Names names;
  private final Look look;
  private final Times times;
  private final Mentions mentions;

  public MessageLines(Names names, Look look, Times times) {
    this.names = names;
    this.look = look;
    this.times = times;
    mentions = Mentions.of(names.me());
  }

  /** A message, after the day if that is another one than before. */
  public List<Paragraph> message(Shown.Message shown) {
    return dated(shown.message().time(), line(shown));
  }

  /** A message alone. */
  public Paragraph line(Shown.Message shown) {
    Event.Message message = shown.message();
    AttributedStringBuilder line = beginning(message.time());
    address(shown, line);
    line.append(": ");
    text(message, line);
    if (names.isMe(message.from())) {
      line.append(" ").append(look.tick(shown.tick()));
    }
    return new Paragraph(line.toAttributedString(), INDENT);
  }

  /** The person's own name stands out. */
  private void text(Event.Message message, AttributedStringBuilder line) {
    String text = Harmless.text(message.text().toString());
    if (names.isMe(message.from())) {
      line.append(text);
      return;
    }
    int at = 0;
    for (MatchResult mention : mentions.in(text)) {
      line.append(text, at, mention.start()).styled(look.mention(), mention.group());
      at = mention.end();
    }
    line.append(text, at, text.length());
  }

  private void address(Shown.Message shown, AttributedStringBuilder line) {
    UserName from = shown.message().from();
    if (shown.inOpen()) {
      name(from, line);
      return;
    }
    switch (shown.in()) {
      case Conversation.OfUser(UserName other) -> {
        name(from, line);
        line.append(" → ");
        name(names.isMe(from) ? other : names.me(), line);
      }
      case Conversation.OfGroup group -> name(from, line.append(group + " "));
      case Conversation.Lobby lobby -> name(from, line.append(lobby + " "));
    }
  }

  private void name(UserName user, AttributedStringBuilder line) {
    line.styled(names.isMe(user) ? look.own() : look.name(user), names.of(user));
  }

  /** A message or group event of the past. */
  public List<Paragraph> past(Conversation in, Shown.Past past) {
    return switch (past.entry()) {
      case Event.Message message -> message(new Shown.Message(in, message, past.tick(), true));
      case Event.GroupEvent event -> groupEvent(event);
      case Event.Receipt _ -> List.of(); // no line of its own
    };
  }

  /** Something that happened to a group, after the day if that is another one than before. */
  public List<Paragraph> groupEvent(Event.GroupEvent event) {
    return dated(event.time(), line(event));
  }

  /** Something that happened to a group. */
  public Paragraph line(Event.GroupEvent event) {
    String by = names.of(event.by());
    String who = String.join(", ", event.who().stream().map(names::of).toList());
    String what =
        switch (event.change()) {
          case CREATED -> Phrase.GROUP_CREATED.text(by, who);
          case ADDED -> Phrase.GROUP_ADDED.text(by, who);
          case REMOVED -> Phrase.GROUP_REMOVED.text(by, who);
          case LEFT -> Phrase.GROUP_LEFT.text(by);
          case PROMOTED -> Phrase.GROUP_PROMOTED.text(by, who);
          case TOPIC -> Phrase.GROUP_TOPIC.text(by, topic(event));
        };
    return new Paragraph(
        beginning(event.time()).append(event.group() + " " + what).toAttributedString(), INDENT);
  }

  private static String topic(Event.GroupEvent event) {
    return Optional.ofNullable(event.topic()).map(Text::toString).map(Harmless::line).orElse("");
  }

  /** How far the person's messages have come; one quiet line. */
  public Paragraph ticked(Shown.Ticked ticked) {
    AttributedStringBuilder line = new AttributedStringBuilder().append(" ".repeat(INDENT));
    line.append(look.sign(ticked.state()));
    line.styled(look.quiet(), " " + ticked(ticked.in(), ticked.state()) + ": ");
    line.styled(look.quiet(), quoted(ticked.upTo()));
    return new Paragraph(line.toAttributedString(), INDENT);
  }

  private String ticked(Conversation in, DeliveryState state) {
    boolean read = state == DeliveryState.READ;
    if (in instanceof Conversation.OfGroup) {
      return (read ? Phrase.TICK_READ_BY_ALL : Phrase.TICK_DELIVERED_TO_ALL).text(in);
    }
    return (read ? Phrase.TICK_READ : Phrase.TICK_DELIVERED).text(names.of(in));
  }

  /** The beginning of a message, to know it by. */
  public static String quoted(OwnMessage message) {
    String line = Harmless.text(message.text().toString()).replaceAll("\\s+", " ");
    int end =
        line.offsetByCodePoints(
            0, Math.min(MAX_QUOTED_CHARS, line.codePointCount(0, line.length())));
    return end == line.length() ? line : line.substring(0, end) + "…";
  }

  /** A message that cannot go out yet. */
  public Paragraph waiting(Conversation to, Text text) {
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.styled(look.quiet(), Phrase.WAITING.text(names.of(to)));
    return new Paragraph(line.append(Harmless.text(text.toString())).toAttributedString(), INDENT);
  }

  private AttributedStringBuilder beginning(long time) {
    return new AttributedStringBuilder().styled(look.quiet(), times.time(time) + " ");
  }

  private List<Paragraph> dated(long time, Paragraph line) {
    List<Paragraph> paragraphs = new ArrayList<>();
    times.newDay(time).ifPresent(day -> paragraphs.add(quiet("— " + day + " —")));
    paragraphs.add(line);
    return paragraphs;
  }

  private Paragraph quiet(String text) {
    return new Paragraph(
        new AttributedStringBuilder().styled(look.quiet(), text).toAttributedString(), 2);
  }
}
