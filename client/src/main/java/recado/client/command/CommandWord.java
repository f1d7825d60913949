package recado.client.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import recado.client.local.NoticeLevel;

/**
 * The commands that begin with a slash, in the order in which help shows them. How each is used,
 * and what for, stands in {@code texts.properties}.
 */
public enum CommandWord {
  OPEN(Wants.CONVERSATION),
  CLOSE(Wants.NOTHING),
  REPLY(Wants.TEXT),
  NEXT(Wants.NOTHING),
  EDIT(Wants.NOTHING),
  LIST(Wants.NOTHING),
  HISTORY(Wants.CONVERSATION),
  SEARCH(Wants.CONVERSATION),
  JUMP(Wants.NOTHING),
  INFO(Wants.CONVERSATION),
  CONTACTS(Wants.NOTHING),
  CONTACT(Wants.USERS, "add", "remove"),
  GROUPS(Wants.NOTHING),
  GROUP(Wants.GROUP_AND_USERS, "create", "add", "remove", "promote", "topic", "info", "leave"),
  MUTE(Wants.CONVERSATION),
  NOTIFY(Wants.CONVERSATION_AND_LEVEL),
  BLOCK(Wants.USERS),
  UNBLOCK(Wants.USERS),
  BLOCKS(Wants.NOTHING),
  PASSWORD(Wants.NOTHING),
  CONNECT(Wants.NOTHING),
  MENU(Wants.NOTHING),
  HELP(Wants.COMMAND),
  QUIT(Wants.NOTHING);

  /** What follows the word, for those who complete a line. */
  public enum Wants {
    NOTHING,
    TEXT,
    USERS,
    CONVERSATION,
    CONVERSATION_AND_LEVEL,
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
  public String word() {
    return word;
  }

  /** What follows it. */
  public Wants wants() {
    return wants;
  }

  /** The words that may come next, of commands that have several kinds. */
  public List<String> parts() {
    return parts;
  }

  /** Other words for it in the language in use, as they are typed: {@code /abrir}. */
  public List<String> aliases() {
    return Aliases.OF_COMMANDS.of(word.substring(1)).stream().map(alias -> "/" + alias).toList();
  }

  /** What may be typed for one of its {@link #parts} in the language in use. */
  public List<String> partsAndAliases() {
    return parts.stream()
        .flatMap(part -> Stream.concat(Stream.of(part), Aliases.OF_PARTS.of(part).stream()))
        .toList();
  }

  /** What may be typed for a level of notice in the language in use. */
  public static List<String> levels() {
    return Arrays.stream(NoticeLevel.values())
        .map(level -> level.name().toLowerCase(Locale.ROOT))
        .flatMap(level -> Stream.concat(Stream.of(level), Aliases.OF_PARTS.of(level).stream()))
        .toList();
  }

  /** The command of this word, or of an alias of any language; with its slash or without. */
  public static Optional<CommandWord> of(String written) {
    String bare = written.startsWith("/") ? written.substring(1) : written;
    String meant = "/" + Aliases.OF_COMMANDS.meaning(bare);
    return Arrays.stream(values()).filter(command -> command.word.equals(meant)).findFirst();
  }
}
