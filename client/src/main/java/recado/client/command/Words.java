package recado.client.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import recado.client.local.NoticeLevel;
import recado.client.texts.Phrase;
import recado.protocol.Conversation;
import recado.protocol.GroupName;
import recado.protocol.Limits;
import recado.protocol.ProtocolException;
import recado.protocol.Text;
import recado.protocol.UserName;

/** A typed line, read word by word. */
final class Words {
  /** The next word is not what has to stand there. */
  static final class NotUnderstoodException extends Exception {
    private static final long serialVersionUID = 1;

    NotUnderstoodException() {
      super("not understood", null, false, false);
    }
  }

  /** What stands before the text in the longest {@code SEND}. */
  private static final int MOST_BYTES_AROUND_TEXT = 128;

  private static final int MAX_CONTACT_NAME_CHARS = 60;

  private String rest;

  Words(String line) {
    rest = line.strip();
  }

  boolean atEnd() {
    return rest.isEmpty();
  }

  /** The next word without taking it; empty at the end. */
  String peek() {
    int end = 0;
    while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
      end++;
    }
    return rest.substring(0, end);
  }

  /** Takes the next word; empty at the end. */
  String next() {
    String word = peek();
    rest = rest.substring(word.length()).strip();
    return word;
  }

  void expectEnd() throws NotUnderstoodException {
    if (!atEnd()) {
      throw new NotUnderstoodException();
    }
  }

  Conversation conversation() throws NotUnderstoodException {
    try {
      return Conversation.parse(next());
    } catch (ProtocolException _) {
      throw new NotUnderstoodException();
    }
  }

  /** A conversation, if there is another word that is not a number. */
  Optional<Conversation> optionalConversation() throws NotUnderstoodException {
    return atEnd() || Character.isDigit(rest.charAt(0))
        ? Optional.empty()
        : Optional.of(conversation());
  }

  /** A conversation, if the next word looks like one. */
  Optional<Conversation> addressIfAny() throws NotUnderstoodException {
    String next = peek();
    return next.startsWith("@") || next.startsWith("#") || next.equals("*")
        ? Optional.of(conversation())
        : Optional.empty();
  }

  NoticeLevel level() throws NotUnderstoodException {
    return switch (Aliases.OF_PARTS.meaning(next())) {
      case "all" -> NoticeLevel.ALL;
      case "mentions" -> NoticeLevel.MENTIONS;
      case "none" -> NoticeLevel.NONE;
      default -> throw new NotUnderstoodException();
    };
  }

  /** All that is left, which must be something. */
  String rest() throws NotUnderstoodException {
    String left = rest;
    rest = "";
    if (left.isEmpty()) {
      throw new NotUnderstoodException();
    }
    return left;
  }

  UserName user() throws NotUnderstoodException {
    try {
      return UserName.parse(next());
    } catch (ProtocolException _) {
      throw new NotUnderstoodException();
    }
  }

  /** All further words, which are users. */
  List<UserName> users() throws NotUnderstoodException {
    List<UserName> users = new ArrayList<>();
    while (!atEnd()) {
      users.add(user());
    }
    return users;
  }

  List<UserName> atLeastOneUser() throws NotUnderstoodException {
    List<UserName> users = users();
    if (users.isEmpty()) {
      throw new NotUnderstoodException();
    }
    return users;
  }

  GroupName group() throws NotUnderstoodException {
    try {
      return GroupName.parse(next());
    } catch (ProtocolException _) {
      throw new NotUnderstoodException();
    }
  }

  /** A number from 1 to {@code most}; {@code otherwise} at the end. */
  int number(int otherwise, int most) throws NotUnderstoodException {
    if (atEnd()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(next());
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException expected) {
      // as bad as one that is out of range
    }
    throw new NotUnderstoodException();
  }

  /** All that is left, as a name for somebody. */
  String contactName() throws NotUnderstoodException {
    String name = rest;
    if (name.isEmpty() || name.length() > MAX_CONTACT_NAME_CHARS) {
      throw new NotUnderstoodException();
    }
    rest = "";
    return name;
  }

  /**
   * All that is left, as a text to send.
   *
   * @throws UsageException if it is too long
   */
  Text text() throws NotUnderstoodException, UsageException {
    String left = rest().replace("\0", "");
    if (left.isEmpty()) {
      throw new NotUnderstoodException();
    }
    int bytes = Text.lengthInBytes(left);
    if (bytes > Limits.MAX_TEXT_BYTES) {
      throw new UsageException(Phrase.TEXT_TOO_LONG.text(bytes, Limits.MAX_TEXT_BYTES));
    }
    Text text = Text.of(left);
    int most = Limits.MAX_LINE_BYTES - MOST_BYTES_AROUND_TEXT;
    if (text.wire().length > most) { // line feeds and backslashes travel as two bytes
      throw new UsageException(Phrase.TEXT_TOO_LONG.text(text.wire().length, most));
    }
    return text;
  }
}
