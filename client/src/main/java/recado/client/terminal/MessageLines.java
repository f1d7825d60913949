package recado.client.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedStringBuilder;
import recado.client.desk.OwnMessage;
import recado.client.desk.Shown;
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
final class MessageLines {
  /** Where the text after a time begins. */
  private static final int INDENT = 6;

  private static final int MAX_QUOTED_CHARS = 40;

  private final Names names;
  private final Look look;
  private final Times times;

  MessageLines(Names names, Look look, Times times) {
    this.names = names;
    this.look = look;
    this.times = times;
  }

  /** A message, after the day if that is another one than before. */
  List<Paragraph> message(Shown.Message shown) {
    Event.Message message = shown.message();
    AttributedStringBuilder line = beginning(message.time());
    address(shown, line);
    line.append(": ").append(Harmless.text(message.text().toString()));
    if (names.isMe(message.from())) {
      line.append(" ").append(look.tick(shown.tick()));
    }
    return dated(message.time(), line);
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
  List<Paragraph> past(Conversation in, Shown.Past past) {
    return switch (past.entry()) {
      case Event.Message message -> message(new Shown.Message(in, message, past.tick(), true));
      case Event.GroupEvent event -> groupEvent(event);
      case Event.Receipt _ -> List.of(); // no line of its own
    };
  }

  /** Something that happened to a group. */
  List<Paragraph> groupEvent(Event.GroupEvent event) {
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
    return dated(event.time(), beginning(event.time()).append(event.group() + " " + what));
  }

  private static String topic(Event.GroupEvent event) {
    return Optional.ofNullable(event.topic()).map(Text::toString).map(Harmless::line).orElse("");
  }

  /** How far the person's messages have come; one quiet line. */
  Paragraph ticked(Shown.Ticked ticked) {
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
  static String quoted(OwnMessage message) {
    String line = Harmless.text(message.text().toString()).replaceAll("\\s+", " ");
    int end =
        line.offsetByCodePoints(
            0, Math.min(MAX_QUOTED_CHARS, line.codePointCount(0, line.length())));
    return end == line.length() ? line : line.substring(0, end) + "…";
  }

  /** A message that cannot go out yet. */
  Paragraph waiting(Conversation to, Text text) {
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.styled(look.quiet(), Phrase.WAITING.text(names.of(to)));
    return new Paragraph(line.append(Harmless.text(text.toString())).toAttributedString(), INDENT);
  }

  private AttributedStringBuilder beginning(long time) {
    return new AttributedStringBuilder().styled(look.quiet(), times.time(time) + " ");
  }

  private List<Paragraph> dated(long time, AttributedStringBuilder line) {
    List<Paragraph> paragraphs = new ArrayList<>();
    times.newDay(time).ifPresent(day -> paragraphs.add(quiet("— " + day + " —")));
    paragraphs.add(new Paragraph(line.toAttributedString(), INDENT));
    return paragraphs;
  }

  private Paragraph quiet(String text) {
    return new Paragraph(
        new AttributedStringBuilder().styled(look.quiet(), text).toAttributedString(), 2);
  }
}
