package recado.server.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import recado.protocol.DeviceName;
import recado.protocol.Limits;
import recado.protocol.ProtocolException;
import recado.protocol.Secret;
import recado.protocol.UserName;
import recado.server.auth.Passwords;
import recado.server.postoffice.AdminException;
import recado.server.postoffice.Administration;
import recado.server.postoffice.Command;
import recado.server.postoffice.Inventory;
import recado.server.postoffice.PostOffice;
import recado.server.store.Credential;
import recado.server.store.Invitation;
import recado.server.store.TokenHash;

/**
 * Carries out what the operator asks for. A request is an object whose field {@code do} names it;
 * an answer has what was asked for, or {@code error} with words for people.
 */
public final class AdminService {
  private static final String ALPHABET =
      "23456789abcdefghjkmnpqrstuvwxyz"; // none looks like another
  private static final int CODE_GROUPS = 5;
  private static final long MAX_INVITATION_HOURS = 87_660;
  private static final int CODE_GROUP_CHARS = 4;

  private final PostOffice office;
  private final Passwords passwords;
  private final RunningServer server;
  private final InstantSource clock;
  private final ObjectMapper json = new ObjectMapper();
  private final SecureRandom random = new SecureRandom();

  /** With these parts of a server. */
  public AdminService(
      PostOffice office, Passwords passwords, RunningServer server, InstantSource clock) {
    this.office = office;
    this.passwords = passwords;
    this.server = server;
    this.clock = clock;
  }

  /**
   * Does what is asked, and returns when that is safe.
   *
   * @throws InterruptedException if the caller is interrupted while it waits
   */
  public ObjectNode answer(JsonNode request) throws InterruptedException {
    try {
      return answerOrFail(request);
    } catch (AdminException | ProtocolException | IOException | IllegalArgumentException e) {
      String why = e instanceof ProtocolException wrong ? wrong.message() : e.getMessage();
      return json.createObjectNode().put("error", String.valueOf(why));
    }
  }

  private ObjectNode answerOrFail(JsonNode request)
      throws AdminException, ProtocolException, IOException, InterruptedException {
    return switch (text(request, "do")) {
      case "users" -> list("users", ask(Administration.Users::new), AdminService::describe);
      case "add" -> add(request);
      case "reset-password" -> resetPassword(request);
      case "disable" -> setDisabled(request, true);
      case "enable" -> setDisabled(request, false);
      case "delete" -> delete(request);
      case "sessions" ->
          list("sessions", ask(Administration.Sessions::new), AdminService::describe);
      case "kick" -> kick(request);
      case "groups" -> list("groups", ask(Administration.Groups::new), AdminService::describe);
      case "pending" -> list("pending", ask(Administration.Pending::new), AdminService::describe);
      case "invite" -> invite(request);
      case "invitations" ->
          list("invitations", ask(Administration.Invitations::new), this::describe);
      case "motd" -> motd(request);
      case "status" -> status();
      default -> throw new IllegalArgumentException("this server cannot do that");
    };
  }

  private static String text(JsonNode request, String field) {
    JsonNode value = request.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("no text in the field " + field);
    }
    return value.textValue();
  }

  private static @Nullable String optional(JsonNode request, String field) {
    return request.hasNonNull(field) ? text(request, field) : null;
  }

  /** A user's name, with or without the {@code @}. */
  private static UserName name(JsonNode request) throws ProtocolException {
    String name = text(request, "name");
    return UserName.parse(name.startsWith("@") ? name : "@" + name);
  }

  private <T> T ask(Function<CompletableFuture<T>, Administration> question)
      throws AdminException, InterruptedException {
    CompletableFuture<T> answer = new CompletableFuture<>();
    office.submit(new Command.Administer(question.apply(answer)));
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AdminException refused) {
        throw refused;
      }
      throw new IllegalStateException("the post office did not decide", e.getCause());
    }
  }

  private <T> ObjectNode list(String field, List<T> rows, RowWriter<T> writer) {
    ObjectNode answer = json.createObjectNode();
    ArrayNode array = answer.putArray(field);
    rows.forEach(row -> writer.write(row, array.addObject()));
    return answer;
  }

  private interface RowWriter<T> {
    void write(T row, ObjectNode to);
  }

  // ---- accounts

  private ObjectNode add(JsonNode request)
      throws ProtocolException, AdminException, InterruptedException {
    UserName name = name(request);
    Fresh fresh = fresh(optional(request, "password"));
    String number =
        ask(answer -> new Administration.AddUser(name, fresh.credential().toString(), answer));
    return fresh.into(named(name, number));
  }

  private ObjectNode resetPassword(JsonNode request)
      throws ProtocolException, AdminException, InterruptedException {
    UserName name = name(request);
    Fresh fresh = fresh(optional(request, "password"));
    String number =
        ask(answer -> new Administration.SetPassword(name, fresh.credential().toString(), answer));
    return fresh.into(named(name, number));
  }

  private ObjectNode named(UserName name, String number) {
    return json.createObjectNode().put("name", name.value()).put("number", number);
  }

  /**
   * A password that was just set.
   *
   * @param oneTime what the person must be told, if it is not theirs already
   */
  private record Fresh(Credential credential, @Nullable String oneTime) {
    ObjectNode into(ObjectNode answer) {
      return oneTime == null ? answer : answer.put("oneTimePassword", oneTime);
    }
  }

  /** The given one, or one that is good for one login. */
  private Fresh fresh(@Nullable String password) throws InterruptedException {
    if (password == null) {
      String oneTime = code();
      return new Fresh(Credential.once(passwords.hash(Secret.of(oneTime))), oneTime);
    }
    if (password.codePointCount(0, password.length()) < Limits.MIN_PASSWORD_CHARS) {
      throw new IllegalArgumentException(
          "a password has at least " + Limits.MIN_PASSWORD_CHARS + " characters");
    }
    return new Fresh(Credential.of(passwords.hash(Secret.of(password))), null);
  }

  /** About 99 random bits, in a form that can be read aloud. */
  private String code() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < CODE_GROUPS * CODE_GROUP_CHARS; i++) {
      if (i > 0 && i % CODE_GROUP_CHARS == 0) {
        code.append('-');
      }
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }

  private ObjectNode setDisabled(JsonNode request, boolean disabled)
      throws ProtocolException, AdminException, InterruptedException {
    UserName name = name(request);
    return named(name, ask(answer -> new Administration.SetDisabled(name, disabled, answer)));
  }

  private ObjectNode delete(JsonNode request)
      throws ProtocolException, AdminException, InterruptedException {
    UserName name = name(request);
    Administration.Deleted deleted = ask(answer -> new Administration.DeleteUser(name, answer));
    return json.createObjectNode()
        .put("name", name.value())
        .put("devices", deleted.devices())
        .put("waiting", deleted.waiting())
        .put("groups", deleted.groups())
        .put("blocks", deleted.blocks());
  }

  private static void describe(Administration.User user, ObjectNode row) {
    row.put("name", user.name().value())
        .put("number", user.number())
        .put("state", word(user.state()))
        .put("online", user.online())
        .put("created", user.created())
        .put("lastSeen", user.lastSeen())
        .put("devices", user.devices())
        .put("waiting", user.waiting());
  }

  private static String word(Administration.User.State state) {
    return switch (state) {
      case OPEN -> "open";
      case ONE_TIME -> "one-time";
      case DISABLED -> "disabled";
      case DELETED -> "deleted";
    };
  }

  // ---- who is there

  private static void describe(Administration.Connected connected, ObjectNode row) {
    UserName user = connected.user();
    DeviceName device = connected.device();
    row.put("name", user == null ? null : user.value())
        .put("device", device == null ? null : device.toString())
        .put("address", connected.from().address())
        .put("tls", connected.from().encrypted())
        .put("since", connected.from().since());
  }

  private ObjectNode kick(JsonNode request)
      throws ProtocolException, AdminException, InterruptedException {
    UserName name = name(request);
    String device = optional(request, "device");
    DeviceName only = device == null ? null : new DeviceName(device);
    int ended = ask(answer -> new Administration.Kick(name, only, answer));
    return json.createObjectNode().put("ended", ended);
  }

  private static void describe(Administration.GroupRow group, ObjectNode row) {
    row.put("name", group.name().toString())
        .put("number", group.number())
        .put("topic", group.topic().toString());
    group.admins().forEach(admin -> row.withArray("admins").add(admin.value()));
    group.members().forEach(member -> row.withArray("members").add(member.value()));
  }

  private static void describe(Administration.Waiting waiting, ObjectNode row) {
    DeviceName device = waiting.device();
    row.put("name", waiting.user().value())
        .put("device", device == null ? null : device.toString())
        .put("entries", waiting.entries())
        .put("firstId", waiting.firstId());
  }

  // ---- invitations

  private ObjectNode invite(JsonNode request) throws AdminException, InterruptedException {
    long hours = request.path("hours").asLong(0);
    if (hours < 1 || hours > MAX_INVITATION_HOURS) {
      throw new IllegalArgumentException("an invitation is good for an hour to ten years");
    }
    Duration valid = Duration.ofHours(hours);
    String code = code();
    long ends = clock.instant().plus(valid).toEpochMilli();
    Invitation invitation = new Invitation(TokenHash.of(code), ends, null);
    String _ = ask(answer -> new Administration.Invite(invitation, answer));
    return json.createObjectNode().put("code", code).put("ends", ends);
  }

  private void describe(Invitation invitation, ObjectNode row) {
    UserName usedBy = invitation.usedBy();
    boolean ended = usedBy == null && invitation.ends() <= clock.millis();
    row.put("hash", invitation.code().hex().substring(0, 12))
        .put("ends", invitation.ends())
        .put("usedBy", usedBy == null ? null : usedBy.value())
        .put("usable", usedBy == null && !ended);
  }

  // ---- the server

  private ObjectNode motd(JsonNode request) throws IOException {
    String motd = optional(request, "text");
    if (motd != null) {
      server.setMotd(motd);
    }
    return json.createObjectNode().put("motd", server.motd());
  }

  private ObjectNode status() throws AdminException, InterruptedException {
    Inventory inventory = ask(Administration.Count::new);
    ObjectNode status = json.createObjectNode();
    server.describe(status);
    return status
        .put("accounts", inventory.accounts())
        .put("groups", inventory.groups())
        .put("waiting", inventory.deliveries())
        .put("lastId", inventory.lastId());
  }
}
