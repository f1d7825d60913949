package recado.server.store.files;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import recado.server.store.DamagedStoreException;
import recado.server.store.GroupStore;
import recado.server.store.StoredGroup;

/**
 * {@code groups.json}: all groups, as of the journal's record {@code includes}.
 *
 * <pre>
 * { "version": 1, "includes": 42, "lastNumber": 2000000000001, "groups": [
 *   { "name": "#casa", "number": "2000000000001", "topic": "", "created": …, "changed": 10,
 *     "members": [ { "name": "@ana", "role": "admin", "joined": …, "since": 10 } ] } ] }
 * </pre>
 */
public final class JsonGroupStore implements GroupStore {
  static final String FILE = "groups.json";
  static final int VERSION = 1;
  static final long FIRST_NUMBER = 2_000_000_000_000L;
  private static final String ADMIN = "admin";
  private static final String MEMBER = "member";

  private final Disk disk;
  private final ObjectMapper json = new ObjectMapper();

  /** Groups in this data folder. */
  public JsonGroupStore(Disk disk) {
    this.disk = disk;
  }

  @Override
  public StoredGroup.Snapshot load() throws IOException {
    if (!disk.exists(FILE)) {
      return new StoredGroup.Snapshot(0, FIRST_NUMBER, List.of());
    }
    byte[] content;
    try (InputStream in = disk.read(FILE, 0)) {
      content = in.readAllBytes();
    }
    try {
      return snapshot(Fields.parse(content, content.length));
    } catch (Fields.FieldException | IllegalArgumentException e) {
      throw new DamagedStoreException(
          FILE,
          String.valueOf(e.getMessage()),
          "nothing was changed; mend the file or put it back from a backup");
    }
  }

  private static StoredGroup.Snapshot snapshot(Fields fields) throws Fields.FieldException {
    if (fields.number("version") != VERSION) {
      throw new Fields.FieldException("not of version " + VERSION);
    }
    List<StoredGroup> groups = new ArrayList<>();
    for (Fields group : fields.objects("groups")) {
      groups.add(group(group));
    }
    long lastNumber = fields.number("lastNumber");
    expectNumber(Long.toString(lastNumber));
    StoredGroup.Snapshot snapshot =
        new StoredGroup.Snapshot(fields.number("includes"), lastNumber, groups);
    fields.expectNoMore();
    return snapshot;
  }

  /** Leaves room for the numbers after it. */
  static boolean isNumber(String number) {
    return number.matches("2[0-8][0-9]{11}");
  }

  private static void expectNumber(String number) throws Fields.FieldException {
    if (!isNumber(number)) {
      throw new Fields.FieldException("a group's number is 13 digits beginning with 20 to 28");
    }
  }

  static StoredGroup group(Fields fields) throws Fields.FieldException {
    List<StoredGroup.Member> members = new ArrayList<>();
    for (Fields member : fields.objects("members")) {
      String role = member.word("role");
      if (!role.equals(ADMIN) && !role.equals(MEMBER)) {
        throw new Fields.FieldException("a role is admin or member, not " + role);
      }
      members.add(
          new StoredGroup.Member(
              member.user("name"),
              role.equals(ADMIN),
              member.number("joined"),
              member.number("since")));
      member.expectNoMore();
    }
    String number = fields.word("number");
    expectNumber(number);
    StoredGroup group =
        new StoredGroup(
            fields.group("name"),
            number,
            fields.text("topic"),
            fields.number("created"),
            fields.number("changed"),
            members);
    fields.expectNoMore();
    return group;
  }

  @Override
  public void save(StoredGroup.Snapshot snapshot) throws IOException {
    ObjectNode root = json.createObjectNode();
    root.put("version", VERSION).put("includes", snapshot.includes());
    root.put("lastNumber", snapshot.lastNumber());
    ArrayNode groups = root.putArray("groups");
    for (StoredGroup group : snapshot.groups()) {
      ObjectNode node = groups.addObject();
      node.put("name", group.name().toString()).put("number", group.number());
      node.put("topic", group.topic().toString()).put("created", group.created());
      node.put("changed", group.changed());
      ArrayNode members = node.putArray("members");
      for (StoredGroup.Member member : group.members()) {
        members
            .addObject()
            .put("name", member.name().toString())
            .put("role", member.admin() ? ADMIN : MEMBER)
            .put("joined", member.joined())
            .put("since", member.since());
      }
    }
    disk.replace(FILE, json.writer(printer()).writeValueAsBytes(root));
  }

  /** The same line endings on every system. */
  private static DefaultPrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
  }
}
