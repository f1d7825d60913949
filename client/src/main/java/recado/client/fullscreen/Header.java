package recado.client.fullscreen;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;
import recado.client.desk.Talk;
import recado.client.terminal.Look;
import recado.client.terminal.Names;
import recado.client.texts.Phrase;
import recado.client.texts.Times;
import recado.protocol.Conversation;
import recado.protocol.Event;

/** The line above: which conversation it is, who is there, and who is writing. Screen's thread. */
final class Header {
  private final Names names;
  private final Look look;

  Header(Names names, Look look) {
    this.names = names;
    this.look = look;
  }

  /** Underlined over all its width. */
  AttributedString of(@Nullable Conversation open, Optional<Talk> talk, int columns) {
    String title = open == null ? Phrase.PROMPT.text() : name(open);
    AttributedStyle plain = AttributedStyle.DEFAULT.underline();
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.append(Steady.of(new AttributedString(title, AttributedStyle.BOLD.underline())));
    String more = open == null ? "" : more(open, talk);
    if (!more.isEmpty()) {
      line.append(Steady.of(new AttributedString(" · " + more, look.quiet().underline())));
    }
    line.styled(plain, " ".repeat(Math.max(0, columns - line.columnLength())));
    return Cells.cut(line.toAttributedString(), columns);
  }

  private String name(Conversation open) {
    return open instanceof Conversation.OfUser(var user) && !names.isMe(user)
        ? names.inFull(user)
        : names.of(open);
  }

  private String more(Conversation open, Optional<Talk> talk) {
    if (talk.isPresent() && !talk.get().typing().isEmpty()) {
      return typing(talk.get());
    }
    return switch (open) {
      case Conversation.Lobby _ -> Phrase.LOBBY_HEADER.text();
      case Conversation.OfGroup _ ->
          talk.filter(group -> group.members() > 0)
              .map(group -> Phrase.HEADER_MEMBERS.text(group.members()))
              .orElse("");
      case Conversation.OfUser _ ->
          talk.flatMap(person -> Optional.ofNullable(person.presence()))
              .map(Header::presence)
              .orElse("");
    };
  }

  private String typing(Talk talk) {
    return talk.typing().size() == 1
        ? Phrase.TYPING_ONE.text(names.of(talk.typing().getFirst()))
        : Phrase.TYPING_MANY.text();
  }

  private static String presence(Event.Presence presence) {
    if (presence.online()) {
      return Phrase.PRESENCE_ONLINE.text();
    }
    if (presence.time() == 0) {
      return Phrase.PRESENCE_NEVER.text();
    }
    ZoneId zone = ZoneId.systemDefault();
    Times times = new Times(zone, LocalDate.now(zone));
    return Phrase.PRESENCE_OFFLINE.text(times.dayAndTime(presence.time()));
  }
}
