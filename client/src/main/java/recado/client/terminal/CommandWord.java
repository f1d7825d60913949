package recado.client.terminal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The commands that begin with a slash, in the order in which help shows them. How each is used,
 * and what for, stands in {@code texts.properties}.
 */
enum CommandWord {
  OPEN(Wants.CONVERSATION),
  CLOSE(Wants.NOTHING),
  REPLY(Wants.TEXT),
  LIST(Wants.NOTHING),
  HISTORY(Wants.CONVERSATION),
  INFO(Wants.CONVERSATION),
  CONTACTS(Wants.NOTHING),
  CONTACT(Wants.USERS, "add", "remove"),
  GROUPS(Wants.NOTHING),
  GROUP(Wants.GROUP_AND_USERS, "create", "add", "remove", "promote", "topic", "info", "leave"),
  BLOCK(Wants.USERS),
  UNBLOCK(Wants.USERS),
  BLOCKS(Wants.NOTHING),
  PASSWORD(Wants.NOTHING),
  CONNECT(Wants.NOTHING),
  MENU(Wants.NOTHING),
  HELP(Wants.COMMAND),
  QUIT(Wants.NOTHING);

  /** What follows the word, for those who complete a line. */
  enum Wants {
    NOTHING,
    TEXT,
    USERS,
    CONVERSATION,
    GROUP_AND_USERS,
    COMMAND
  }

  private final String word;
  private final Wants wants;

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes it
  private final List<String> parts;

  CommandWord(Wants wants, String... parts) {
    this.word = "/" + name().toLowerCase(Locale.ROOT);
    this.wants = wants;
    this.parts = List.of(parts);
  }

  /** As it is typed: {@code /open}. */
  String word() {
    return word;
  }

  Wants wants() {
    return wants;
  }

  /** The words that may come next, of commands that have several kinds. */
  List<String> parts() {
    return parts;
  }

  /** The command of this word, with its slash or without. */
  static Optional<CommandWord> of(String written) {
    return Arrays.stream(values())
        .filter(
            command ->
                command.word.equalsIgnoreCase(written)
                    || command.word.substring(1).equalsIgnoreCase(written))
        .findFirst();
  }
}
