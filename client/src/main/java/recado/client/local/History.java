package recado.client.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.ProtocolException;

/**
 * Everything that was said, in one file for each conversation: {@code @bruno.jsonl}, {@code
 * #familia.jsonl}, {@code lobby.jsonl}. {@link HistoryForm} shows the lines.
 *
 * <p>An entry that comes a second time, as it may after a lost connection, is kept once. What was
 * added is safe after {@link #force}; only then may the server be told so.
 */
public final class History {
  /** Who is told what the files hold, in the order in which it came, before anything is added. */
  public interface Replay {
    /** An entry. */
    void entry(Conversation in, Event.Entry entry);

    /** How far the person had read at this point. */
    void mark(Conversation in, Mark mark);
  }

  /** The folder of an account's history. */
  static final String FOLDER = "history";

  private static final String ENDING = ".jsonl";
  private static final String LOBBY_NAME = "lobby";

  private final Path folder;
  private final Map<Conversation, ConversationFile> files = new HashMap<>();

  private History(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads all files of a folder, making it if there is none.
   *
   * @throws IOException if the disk fails
   */
  public static History open(Path folder, Replay replay, Consumer<Damage> damages)
      throws IOException {
    PrivateFiles.createFolder(folder);
    History history = new History(folder);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
      for (Path file : files) {
        history.load(file, replay, damages);
      }
    }
    return history;
  }

  private void load(Path file, Replay replay, Consumer<Damage> damages) throws IOException {
    Optional<Conversation> conversation = conversationOf(String.valueOf(file.getFileName()));
    if (conversation.isPresent()) {
      Conversation in = conversation.get();
      files.put(in, new ConversationFile(file, in, replay, damages));
    }
  }

  private Path fileOf(Conversation conversation) {
    return folder.resolve(fileName(conversation));
  }

  /** The name of a conversation's file. */
  static String fileName(Conversation conversation) {
    return switch (conversation) {
      case Conversation.OfUser _, Conversation.OfGroup _ -> conversation + ENDING;
      case Conversation.Lobby _ -> LOBBY_NAME + ENDING;
    };
  }

  /** Whose file has this name; nobody's, if it is somebody else's file, as is "@BRUNO.jsonl". */
  static Optional<Conversation> conversationOf(String fileName) {
    if (!fileName.endsWith(ENDING)) {
      return Optional.empty();
    }
    String name = fileName.substring(0, fileName.length() - ENDING.length());
    try {
      Conversation conversation = Conversation.parse(name.equals(LOBBY_NAME) ? "*" : name);
      return Optional.of(conversation).filter(named -> fileName(named).equals(fileName));
    } catch (ProtocolException _) {
      return Optional.empty();
    }
  }

  private ConversationFile file(Conversation conversation) {
    return files.computeIfAbsent(
        conversation, absent -> new ConversationFile(fileOf(absent), absent));
  }

  /** Adds an entry, unless it is there already. Safe after {@link #force}. */
  public boolean add(Conversation in, Event.Entry entry) {
    return file(in).add(entry);
  }

  /** Notes how far the person has read. Safe after {@link #force}. */
  public void add(Conversation in, Mark mark) {
    file(in).add(mark);
  }

  /**
   * Returns when all that was added is on the disk.
   *
   * @throws IOException if the disk fails; what of it is safe is not known, and nothing more may be
   *     added
   */
  public void force() throws IOException {
    for (ConversationFile file : files.values()) {
      file.force();
    }
  }

  /** The conversations of which there is something. */
  public Set<Conversation> conversations() {
    return Collections.unmodifiableSet(files.keySet());
  }

  /** How many messages and group events a conversation has; their positions count from 0. */
  public int size(Conversation in) {
    ConversationFile file = files.get(in);
    return file == null ? 0 : file.size();
  }

  /**
   * The messages and group events of a conversation at these positions, oldest first.
   *
   * @param from the first position
   * @param to the position behind the last one; what is out of range is left out
   * @throws IOException if the disk fails
   */
  public List<Event.Entry> read(Conversation in, int from, int to) throws IOException {
    ConversationFile file = files.get(in);
    return file == null ? List.of() : file.read(Math.max(0, from), Math.min(to, file.size()));
  }

  /**
   * The last messages and group events of a conversation, oldest first, at most so many.
   *
   * @throws IOException if the disk fails
   */
  public List<Event.Entry> last(Conversation in, int count) throws IOException {
    int size = size(in);
    return read(in, size - count, size);
  }
}
