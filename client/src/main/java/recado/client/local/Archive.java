package recado.client.local;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import recado.client.texts.Phrase;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.ProtocolException;
import recado.protocol.UserName;

/**
 * History and contacts of an account in one zip file, to keep or to take to another machine:
 *
 * <pre>
 * recado.json            {"format":1,"server":"127.0.0.1:3333","user":"@ana"}
 * contacts.json          as in the account's folder
 * notices.json
 * history/@bruno.jsonl   …
 * </pre>
 *
 * <p>No token is in it, and nothing that was not sent. Its first file is {@code recado.json}.
 */
public final class Archive {
  /** What was read is no archive, or one of another version; the message says so to people. */
  public static final class NoArchiveException extends IOException {
    private static final long serialVersionUID = 1;

    NoArchiveException(String message) {
      super(message);
    }
  }

  /** What went into an archive, or came out of it and was new. */
  public record Contents(int conversations, long entries, int contacts) {}

  private static final String ABOUT = "recado.json";
  private static final String HISTORY = History.FOLDER + "/";
  private static final int FORMAT = 1;
  private static final History.Replay NOBODY =
      new History.Replay() {
        @Override
        public void entry(Conversation in, Event.Entry entry) {}

        @Override
        public void mark(Conversation in, Mark mark) {}
      };

  private final UserName user;
  private final String server;
  private final Map<Conversation, byte[]> histories = new LinkedHashMap<>();
  private @Nullable ObjectNode contacts;
  private @Nullable ObjectNode notices;

  private Archive(String server, UserName user) {
    this.server = server;
    this.user = user;
  }

  /** Whose account it is. */
  public UserName user() {
    return user;
  }

  /** The server of the account. */
  public String server() {
    return server;
  }

  // ---- out of a folder

  /**
   * Writes an archive of an account's folder, which a client may have open: lines that are not
   * complete, or make no sense, stay out of it.
   *
   * @throws IOException if the disk fails
   */
  public static Contents write(Path folder, String server, UserName user, OutputStream out)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    ObjectNode about =
        Json.object().put("format", FORMAT).put("server", server).put("user", user.toString());
    put(zip, ABOUT, Json.pretty(about));
    int contacts = 0;
    for (String name : List.of(AccountFolder.CONTACTS, AccountFolder.NOTICES)) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        byte[] bytes = Files.readAllBytes(file);
        put(zip, name, bytes);
        contacts += name.equals(AccountFolder.CONTACTS) ? Json.parse(bytes).size() : 0;
      }
    }
    long entries = 0;
    List<Conversation> conversations = new PastEntries(folder).conversations();
    for (Conversation in : conversations) {
      zip.putNextEntry(new ZipEntry(HISTORY + History.fileName(in)));
      entries += copy(folder.resolve(HISTORY + History.fileName(in)), in, zip);
      zip.closeEntry();
    }
    zip.finish();
    zip.flush();
    return new Contents(conversations.size(), entries, contacts);
  }

  /**
   * Writes an archive as a file that only its owner may read, in place of another: after trouble it
   * is the old one or none.
   *
   * @throws IOException if the disk fails
   */
  public static Contents writeFile(Path folder, String server, UserName user, Path file)
      throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      Contents contents;
      try (FileChannel channel = PrivateFiles.openToAppend(fresh)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
        contents = write(folder, server, user, out);
        out.flush();
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return contents;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  private static long copy(Path file, Conversation in, OutputStream out) throws IOException {
    long entries = 0;
    try (RawLines lines = new RawLines(file, 0)) {
      byte @Nullable [] line;
      while ((line = lines.next()) != null && lines.ended()) {
        Optional<HistoryLine> read = HistoryLine.read(in, line);
        if (read.isPresent()) {
          out.write(line);
          out.write('\n');
          entries += read.get().isReadable() ? 1 : 0;
        }
      }
    }
    return entries;
  }

  // ---- into a folder

  /**
   * Reads an archive whole, so that nothing is changed if it is not one.
   *
   * @throws NoArchiveException if it is not one
   * @throws IOException if reading fails
   */
  public static Archive read(InputStream in) throws IOException {
    Archive archive = null;
    ZipInputStream zip = new ZipInputStream(in);
    ZipEntry entry;
    try {
      while ((entry = zip.getNextEntry()) != null) {
        if (archive == null) {
          archive = begin(entry.getName(), zip.readAllBytes());
        } else {
          archive.take(entry.getName(), zip.readAllBytes());
        }
      }
    } catch (EOFException | ZipException | IllegalArgumentException | ProtocolException _) {
      throw notOne();
    }
    if (archive == null) {
      throw notOne();
    }
    return archive;
  }

  private static NoArchiveException notOne() {
    return new NoArchiveException(Phrase.NOT_AN_ARCHIVE.text());
  }

  private static Archive begin(String name, byte[] bytes) throws IOException, ProtocolException {
    if (!name.equals(ABOUT)) {
      throw notOne();
    }
    ObjectNode about = object(bytes);
    if (about.path("format").asInt() != FORMAT) {
      throw new NoArchiveException(
          Phrase.ARCHIVE_OF_ANOTHER_FORMAT.text(about.path("format").asText()));
    }
    return new Archive(Json.string(about, "server"), UserName.parse(Json.string(about, "user")));
  }

  private static ObjectNode object(byte[] bytes) throws IOException {
    try {
      return Json.parse(bytes);
    } catch (JacksonException | CharConversionException _) {
      throw notOne();
    }
  }

  private void take(String name, byte[] bytes) throws IOException, ProtocolException {
    if (name.equals(AccountFolder.CONTACTS)) {
      contacts = object(bytes);
      Contacts.read(contacts); // or a client would put the whole file aside
    } else if (name.equals(AccountFolder.NOTICES)) {
      notices = object(bytes);
      NoticeLevels.read(notices);
    } else if (name.startsWith(HISTORY)) {
      History.conversationOf(name.substring(HISTORY.length()))
          .ifPresent(in -> histories.put(in, bytes));
    } // what a later version adds is passed over
  }

  /**
   * Adds what the folder does not have. What it has stays as it is, and a second time changes
   * nothing. A conversation that the folder has gets the missing entries where their times put
   * them.
   *
   * @param folder the account's, which the caller holds, with nothing of it open
   * @throws IOException if the disk fails; what was added so far stays, and all can be done again
   */
  public Contents addTo(AccountFolder folder, Consumer<Damage> damages) throws IOException {
    folder.history(NOBODY, damages); // which mends what is there
    folder.contacts(damages);
    folder.noticeLevels(damages);
    int conversations = 0;
    long entries = 0;
    for (Map.Entry<Conversation, byte[]> history : histories.entrySet()) {
      long added = add(folder.path(), history.getKey(), history.getValue());
      entries += added;
      conversations += added > 0 ? 1 : 0;
    }
    int added = addFields(folder.path().resolve(AccountFolder.CONTACTS), contacts);
    addFields(folder.path().resolve(AccountFolder.NOTICES), notices);
    return new Contents(conversations, entries, added);
  }

  private static int addFields(Path file, @Nullable ObjectNode fields) throws IOException {
    if (fields == null) {
      return 0;
    }
    ObjectNode mine = Files.exists(file) ? object(Files.readAllBytes(file)) : Json.object();
    int before = mine.size();
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      mine.putIfAbsent(field.getKey(), field.getValue());
    }
    if (mine.size() > before) {
      JsonFile.write(file, mine);
    }
    return mine.size() - before;
  }

  private static long add(Path folder, Conversation in, byte[] bytes) throws IOException {
    Path file = folder.resolve(HISTORY + History.fileName(in));
    List<HistoryLine> mine =
        HistoryLine.all(in, Files.exists(file) ? Files.readAllBytes(file) : new byte[0]);
    Set<Map.Entry<Long, Long>> known = new HashSet<>();
    mine.forEach(line -> line.key().ifPresent(known::add));
    boolean isNew = mine.isEmpty();
    List<HistoryLine> missing = new ArrayList<>();
    for (HistoryLine line : HistoryLine.all(in, bytes)) {
      if (line.key().isEmpty() ? isNew : known.add(line.key().get())) {
        missing.add(line);
      }
    }
    if (!missing.isEmpty()) {
      PrivateFiles.replace(file, HistoryLine.bytes(HistoryLine.merge(mine, missing)));
    }
    return missing.stream().filter(HistoryLine::isReadable).count();
  }
}
