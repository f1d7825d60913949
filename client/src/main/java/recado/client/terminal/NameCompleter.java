package recado.client.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import recado.client.command.CommandWord;
import recado.client.command.EmojiNames;
import recado.client.desk.Status;
import recado.protocol.Conversation;

/**
 * Completes names, groups and commands. Used by the keyboard's thread; the names are a snapshot
 * that the desk hands over.
 */
public final class NameCompleter implements Completer {
  /** With a colon: one letter would offer a hundred. */
  private static final int LEAST_OF_EMOJI_NAME = 3;

  private final Supplier<Status> status;

  public NameCompleter(Supplier<Status> status) {
    this.status = status;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    List<String> words = candidates(line.words(), line.wordIndex(), line.word());
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      candidates.add(new Candidate(word, word, null, null, null, null, true, i));
    }
  }

  /** What could stand at this place of these words, the likeliest first. */
  public List<String> candidates(List<String> words, int place, String typed) {
    if (typed.startsWith(":") && typed.length() >= LEAST_OF_EMOJI_NAME) {
      return EmojiNames.all();
    }
    if (place > 0 && words.getFirst().startsWith("/")) {
      return CommandWord.of(words.getFirst())
          .map(command -> arguments(command, place))
          .orElse(List.of());
    }
    if (typed.startsWith("/")) {
      return commands();
    }
    if (typed.startsWith("#")) {
      return groups();
    }
    if (typed.startsWith("@")) {
      return people();
    }
    return place == 0 && typed.isEmpty() ? anything() : List.of();
  }

  private List<String> arguments(CommandWord command, int place) {
    return switch (command.wants()) {
      case NOTHING, TEXT -> List.of();
      case COMMAND -> commands().stream().map(word -> word.substring(1)).toList();
      case CONVERSATION -> place == 1 ? conversations() : List.of();
      case CONVERSATION_AND_LEVEL -> {
        List<String> either = new ArrayList<>(CommandWord.levels());
        either.addAll(place == 1 ? conversations() : List.of());
        yield either;
      }
      case USERS -> !command.parts().isEmpty() && place == 1 ? command.partsAndAliases() : people();
      case GROUP_AND_USERS ->
          switch (place) {
            case 1 -> command.partsAndAliases();
            case 2 -> groups();
            default -> people();
          };
    };
  }

  private static List<String> commands() {
    return Stream.concat(
            Arrays.stream(CommandWord.values()).map(CommandWord::word),
            Arrays.stream(CommandWord.values()).flatMap(command -> command.aliases().stream()))
        .toList();
  }

  private List<String> people() {
    return status.get().people().stream().map(Object::toString).toList();
  }

  private List<String> groups() {
    return status.get().groups().stream().map(Object::toString).toList();
  }

  private List<String> conversations() {
    List<String> names = new ArrayList<>(people());
    names.addAll(groups());
    names.add(Conversation.LOBBY.toString());
    return names;
  }

  private List<String> anything() {
    List<String> all = conversations();
    all.addAll(commands());
    return all;
  }
}
