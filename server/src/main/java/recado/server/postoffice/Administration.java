package recado.server.postoffice;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import recado.protocol.DeviceName;
import recado.protocol.GroupName;
import recado.protocol.Text;
import recado.protocol.UserName;
import recado.server.store.Invitation;

/**
 * What the operator asks for. It is answered when what it has changed is safe; if it was refused,
 * with an {@link AdminException}.
 */
public sealed interface Administration {
  /** Where the answer goes. */
  CompletableFuture<?> answer();

  /** All accounts, by name. */
  record Users(CompletableFuture<List<User>> answer) implements Administration {}

  /**
   * An account as the operator sees it.
   *
   * @param created milliseconds since 1970-01-01 UTC
   * @param lastSeen the same; 0 for never
   * @param waiting entries that wait, counted once for each device
   */
  record User(
      UserName name,
      String number,
      State state,
      boolean online,
      long created,
      long lastSeen,
      int devices,
      long waiting) {
    /** Whether it can be used. */
    public enum State {
      /** With its password. */
      OPEN,
      /** With a password that is good once, and was not used. */
      ONE_TIME,
      /** Not at all, until the operator opens it. */
      DISABLED,
      /** Never again. */
      DELETED
    }
  }

  /** A new account, with a password as {@code Credential} writes it; the answer is its number. */
  record AddUser(UserName name, String password, CompletableFuture<String> answer)
      implements Administration {}

  /** Another password, as {@code Credential} writes it; all sessions and tokens end. */
  record SetPassword(UserName name, String password, CompletableFuture<String> answer)
      implements Administration {}

  /** Closes or opens an account; when it is closed all sessions and tokens end. */
  record SetDisabled(UserName name, boolean disabled, CompletableFuture<String> answer)
      implements Administration {}

  /** Removes what is personal; the answer says what that was. */
  record DeleteUser(UserName name, CompletableFuture<Deleted> answer) implements Administration {}

  /** What went with a person. */
  record Deleted(int devices, long waiting, int groups, int blocks) {}

  /** Who is connected. */
  record Sessions(CompletableFuture<List<Connected>> answer) implements Administration {}

  /**
   * A connection.
   *
   * @param user null before a login
   * @param device null before a login
   */
  record Connected(@Nullable UserName user, @Nullable DeviceName device, Whereabouts from) {}

  /** Ends a person's sessions, or that of one device; the answer is how many. */
  record Kick(UserName name, @Nullable DeviceName device, CompletableFuture<Integer> answer)
      implements Administration {}

  /** All groups that have members, by name. */
  record Groups(CompletableFuture<List<GroupRow>> answer) implements Administration {}

  /** A group as the operator sees it. */
  record GroupRow(
      GroupName name, String number, Text topic, List<UserName> admins, List<UserName> members) {}

  /** Where something waits. */
  record Pending(CompletableFuture<List<Waiting>> answer) implements Administration {}

  /**
   * What waits for a device.
   *
   * @param device null if the person has none yet
   */
  record Waiting(UserName user, @Nullable DeviceName device, long entries, long firstId) {}

  /** One more invitation. */
  record Invite(Invitation invitation, CompletableFuture<String> answer)
      implements Administration {}

  /** All invitations. */
  record Invitations(CompletableFuture<List<Invitation>> answer) implements Administration {}

  /** How much there is of everything. */
  record Count(CompletableFuture<Inventory> answer) implements Administration {}
}
