package recado.client.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jline.utils.Levenshtein;
import org.jspecify.annotations.Nullable;
import recado.client.command.Words.NotUnderstoodException;
import recado.client.texts.Harmless;
import recado.client.texts.Phrase;
import recado.protocol.GroupName;
import recado.protocol.Request;
import recado.protocol.UserName;

/** A typed line to a {@link UserCommand}. Stateless. */
public final class CommandParser {
  private static final int USUAL_HISTORY_COUNT = 20;
  private static final int MAX_HISTORY_COUNT = 10_000;
  private static final int FURTHEST_TYPING_MISTAKE = 2;

  private CommandParser() {}

  /**
   * What the line asks for.
   *
   * @throws UsageException if it makes no sense; the message says how it is done
   */
  public static UserCommand parse(String line) throws UsageException {
    Words words = new Words(line);
    if (words.atEnd()) {
      return new UserCommand.Nothing();
    }
    String first = words.peek();
    try {
      if (first.startsWith("//")) {
        return new UserCommand.Say(new Words(line.strip().substring(1)).text());
      }
      if (first.startsWith("@") || first.startsWith("#") || first.equals("*")) {
        return new UserCommand.SendTo(words.conversation(), words.text());
      }
      if (!first.startsWith("/")) {
        return new UserCommand.Say(words.text());
      }
    } catch (NotUnderstoodException _) {
      throw new UsageException(Phrase.USAGE.text(Phrase.USAGE_ADDRESS.text()));
    }
    return command(words);
  }

  private static UserCommand command(Words words) throws UsageException {
    String typed = words.next();
    CommandWord command =
        CommandWord.of(typed).orElseThrow(() -> new UsageException(unknown(typed)));
    String part = command.parts().isEmpty() ? null : Aliases.OF_PARTS.meaning(words.peek());
    try {
      UserCommand parsed = command(command, words);
      words.expectEnd();
      return parsed;
    } catch (NotUnderstoodException _) {
      throw new UsageException(Phrase.USAGE.text(usage(command, part)));
    }
  }

  private static UserCommand command(CommandWord command, Words words)
      throws NotUnderstoodException, UsageException {
    return switch (command) {
      case OPEN -> new UserCommand.Open(words.conversation());
      case CLOSE -> new UserCommand.Close();
      case REPLY -> new UserCommand.Reply(words.text());
      case NEXT -> new UserCommand.Next();
      case EDIT -> new UserCommand.Edit();
      case SEARCH -> new UserCommand.Search(words.addressIfAny().orElse(null), words.rest());
      case JUMP -> new UserCommand.Jump(words.number(1, MAX_HISTORY_COUNT));
      case MUTE -> new UserCommand.Mute(words.optionalConversation().orElse(null));
      case NOTIFY -> new UserCommand.Notices(words.addressIfAny().orElse(null), words.level());
      case LIST -> new UserCommand.Ask(new Request.Who(List.of()));
      case HISTORY -> history(words);
      case INFO -> new UserCommand.Info(words.optionalConversation().orElse(null));
      case CONTACTS -> new UserCommand.ListContacts();
      case CONTACT -> contact(words);
      case GROUPS -> new UserCommand.Ask(new Request.Groups());
      case GROUP -> group(words);
      case BLOCK -> new UserCommand.Ask(new Request.Block(words.user()));
      case UNBLOCK -> new UserCommand.Ask(new Request.Unblock(words.user()));
      case BLOCKS -> new UserCommand.Ask(new Request.Blocks());
      case PASSWORD -> new UserCommand.ChangePassword();
      case CONNECT -> new UserCommand.ConnectNow();
      case MENU -> new UserCommand.ShowMenu();
      case HELP -> help(words);
      case QUIT -> new UserCommand.Quit();
    };
  }

  private static UserCommand history(Words words) throws NotUnderstoodException {
    return new UserCommand.ShowHistory(
        words.optionalConversation().orElse(null),
        words.number(USUAL_HISTORY_COUNT, MAX_HISTORY_COUNT));
  }

  private static UserCommand contact(Words words) throws NotUnderstoodException {
    return switch (Aliases.OF_PARTS.meaning(words.next())) {
      case "add" -> new UserCommand.AddContact(words.user(), words.contactName());
      case "remove" -> new UserCommand.RemoveContact(words.user());
      default -> throw new NotUnderstoodException();
    };
  }

  private static UserCommand group(Words words) throws NotUnderstoodException, UsageException {
    String part = Aliases.OF_PARTS.meaning(words.next());
    GroupName group = words.group();
    return switch (part) {
      case "create" -> new UserCommand.Ask(new Request.GroupCreate(group, words.users()));
      case "add" -> new UserCommand.Ask(new Request.GroupAdd(group, words.atLeastOneUser()));
      case "remove" -> new UserCommand.Ask(removals(group, words.atLeastOneUser()));
      case "promote" -> new UserCommand.Ask(new Request.GroupPromote(group, words.user()));
      case "topic" -> new UserCommand.Ask(new Request.GroupTopic(group, words.text()));
      case "info" -> new UserCommand.Ask(new Request.GroupInfo(group));
      case "leave" -> new UserCommand.Ask(new Request.GroupLeave(group));
      default -> throw new NotUnderstoodException();
    };
  }

  /** The server sends them away one by one. */
  private static List<Request> removals(GroupName group, List<UserName> users) {
    List<Request> requests = new ArrayList<>();
    users.forEach(user -> requests.add(new Request.GroupRemove(group, user)));
    return requests;
  }

  private static UserCommand help(Words words) throws UsageException {
    String word = words.next();
    if (word.isEmpty()) {
      return new UserCommand.Help(null);
    }
    return new UserCommand.Help(
        CommandWord.of(word).orElseThrow(() -> new UsageException(unknown(word))));
  }

  /** How a command is used; of one that has parts, how this part is. */
  public static String usage(CommandWord command, @Nullable String part) {
    if (command.parts().isEmpty()) {
      return usage(command);
    }
    if (part != null && command.parts().contains(part)) {
      return Phrase.named("USAGE_" + command.name() + "_" + part.toUpperCase(Locale.ROOT));
    }
    return command.word() + " " + String.join("|", command.parts()) + " …";
  }

  /** How a command is used, in general or by an example. */
  public static String usage(CommandWord command) {
    return Phrase.named("USAGE_" + command.name());
  }

  private static String unknown(String typed) {
    String word = (typed.startsWith("/") ? typed : "/" + typed).toLowerCase(Locale.ROOT);
    Optional<String> meant =
        Arrays.stream(CommandWord.values())
            .flatMap(
                command -> Stream.concat(Stream.of(command.word()), command.aliases().stream()))
            .filter(known -> distance(word, known) <= FURTHEST_TYPING_MISTAKE)
            .min((a, b) -> distance(word, a) - distance(word, b));
    String shown = Harmless.line(word);
    return meant.isPresent()
        ? Phrase.DID_YOU_MEAN.text(shown, meant.get())
        : Phrase.NO_SUCH_COMMAND.text(shown);
  }

  private static int distance(String a, String b) {
    return Levenshtein.distance(a, b);
  }
}
