package recado.server.store.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import recado.server.store.DamagedStoreException;
import recado.server.store.Invitation;
import recado.server.store.InvitationStore;

/**
 * {@code invitations.json}: those that can be used, and those that were used by accounts that are
 * there.
 *
 * <pre>
 * {"version":1,"invitations":[{"code":"9f86…","ends":1763690000000,"usedBy":"@ana"}]}
 * </pre>
 */
public final class JsonInvitationStore implements InvitationStore {
  static final String FILE = "invitations.json";
  private static final int VERSION = 1;

  private final Disk disk;
  private final ObjectMapper json = new ObjectMapper();

  /** Invitations in this data folder. */
  public JsonInvitationStore(Disk disk) {
    this.disk = disk;
  }

  @Override
  public List<Invitation> load() throws IOException {
    if (!disk.exists(FILE)) {
      return List.of();
    }
    byte[] content;
    try (InputStream in = disk.read(FILE, 0)) {
      content = in.readAllBytes();
    }
    try {
      return read(Fields.parse(content, content.length));
    } catch (Fields.FieldException | IllegalArgumentException e) {
      throw new DamagedStoreException(
          FILE,
          String.valueOf(e.getMessage()),
          "nothing was changed; mend the file, or move it away: then nobody is invited");
    }
  }

  private static List<Invitation> read(Fields fields) throws Fields.FieldException {
    if (fields.number("version") != VERSION) {
      throw new Fields.FieldException("not of version " + VERSION);
    }
    List<Invitation> invitations = new ArrayList<>();
    for (Fields each : fields.objects("invitations")) {
      invitations.add(
          new Invitation(
              each.tokenHash("code"),
              each.number("ends"),
              each.has("usedBy") ? each.user("usedBy") : null));
      each.expectNoMore();
    }
    fields.expectNoMore();
    return invitations;
  }

  @Override
  public void save(Collection<Invitation> invitations) throws IOException {
    ObjectNode root = json.createObjectNode().put("version", VERSION);
    for (Invitation invitation : invitations) {
      ObjectNode node = root.withArray("invitations").addObject();
      node.put("code", invitation.code().hex()).put("ends", invitation.ends());
      if (invitation.usedBy() != null) {
        node.put("usedBy", invitation.usedBy().toString());
      }
    }
    root.withArray("invitations");
    disk.replace(FILE, json.writeValueAsBytes(root));
  }
}
