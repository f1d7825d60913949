package recado.client.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.ProtocolException;

/**
 * The file of one conversation. In memory are only the ids and times that it holds, to know a
 * repeated entry, and the places of the lines that people read, to find the last of them at once.
 *
 * <p>An id alone is not enough: a server that has lost its data, or was set up anew, begins to
 * count anew.
 */
final class ConversationFile {
  private final Conversation conversation;
  private final Map<Long, Long> times = new HashMap<>(); // by id
  private final List<Long> readable = new ArrayList<>(); // offsets
  private final JsonLines lines;

  /** For a conversation that has no file yet. */
  ConversationFile(Path file, Conversation conversation) {
    this.conversation = conversation;
    this.lines = new JsonLines(file);
  }

  /** For one that has. */
  ConversationFile(
      Path file, Conversation conversation, History.Replay replay, Consumer<Damage> damages)
      throws IOException {
    this.conversation = conversation;
    this.lines = JsonLines.open(file, (line, offset) -> replay(line, offset, replay), damages);
  }

  private void replay(ObjectNode line, long offset, History.Replay replay)
      throws ProtocolException {
    if (HistoryForm.isMark(line)) {
      replay.mark(conversation, HistoryForm.readMark(line));
      return;
    }
    Event.Entry entry = HistoryForm.readEntry(conversation, line);
    if (isNew(entry)) {
      noteIfReadable(entry, offset);
      replay.entry(conversation, entry);
    }
  }

  boolean add(Event.Entry entry) {
    if (!isNew(entry)) {
      return false;
    }
    noteIfReadable(entry, lines.append(HistoryForm.write(entry)));
    return true;
  }

  private boolean isNew(Event.Entry entry) {
    Long before = times.put(entry.id().value(), entry.time());
    return before == null || before != entry.time();
  }

  void add(Mark mark) {
    lines.append(HistoryForm.write(mark));
  }

  private void noteIfReadable(Event.Entry entry, long offset) {
    switch (entry) {
      case Event.Message _, Event.GroupEvent _ -> readable.add(offset);
      case Event.Receipt _ -> {}
    }
  }

  void force() throws IOException {
    lines.force();
  }

  /** How many messages and group events it has: their positions are 0, 1, 2 … */
  int size() {
    return readable.size();
  }

  /** The messages and group events from one position up to, and without, another. */
  List<Event.Entry> read(int from, int to) throws IOException {
    List<Event.Entry> entries = new ArrayList<>();
    if (from < to) {
      long end = to < readable.size() ? readable.get(to) : lines.end();
      lines.read(
          readable.get(from),
          end,
          (line, _) -> {
            if (!HistoryForm.isMark(line)) {
              addIfReadable(HistoryForm.readEntry(conversation, line), entries);
            }
          });
    }
    return entries;
  }

  private static void addIfReadable(Event.Entry entry, List<Event.Entry> entries) {
    switch (entry) {
      case Event.Message _, Event.GroupEvent _ -> entries.add(entry);
      case Event.Receipt _ -> {}
    }
  }
}
