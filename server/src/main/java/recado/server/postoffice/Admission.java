package recado.server.postoffice;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import recado.protocol.ErrorCode;
import recado.protocol.UserName;
import recado.server.store.Invitation;
import recado.server.store.InvitationStore;
import recado.server.store.TokenHash;

/**
 * Who may make an account, and the invitations for that.
 *
 * <p>An invitation is marked as used, and that is safe, before the account is made; if the server
 * ends in between, the next start finds that nobody has that name, and it can be used again.
 */
final class Admission {
  private final Registration registration;
  private final InvitationStore store;
  private final Map<TokenHash, Invitation> invitations = new LinkedHashMap<>();

  /**
   * With what is kept.
   *
   * @throws IOException if it cannot be read or trusted
   */
  Admission(Registration registration, InvitationStore store, Accounts accounts)
      throws IOException {
    this.registration = registration;
    this.store = store;
    for (Invitation kept : store.load()) {
      boolean used = kept.usedBy() != null && accounts.find(kept.usedBy()) != null;
      invitations.put(kept.code(), used ? kept : new Invitation(kept.code(), kept.ends(), null));
    }
  }

  Registration registration() {
    return registration;
  }

  /** Whether an account may be made with this invitation, or with none. */
  boolean admits(@Nullable TokenHash code, long now) {
    return switch (registration) {
      case OPEN -> true;
      case CLOSED -> false;
      case INVITE -> code != null && valid(code, now) != null;
    };
  }

  private @Nullable Invitation valid(TokenHash code, long now) {
    Invitation invitation = invitations.get(code);
    boolean valid = invitation != null && invitation.usedBy() == null && invitation.ends() > now;
    return valid ? invitation : null;
  }

  /** Lets this person in, and nobody else with the same invitation. */
  void admit(UserName name, @Nullable TokenHash code, long now) throws Refusal {
    if (registration == Registration.OPEN) {
      return;
    }
    if (registration == Registration.CLOSED) {
      throw new Refusal(
          ErrorCode.REGISTRATION_CLOSED, name, "the operator makes the accounts here");
    }
    Invitation invitation = code == null ? null : valid(code, now);
    if (invitation == null) {
      throw new Refusal(
          ErrorCode.REGISTRATION_CLOSED,
          name,
          code == null
              ? "an account here needs an invitation"
              : "this invitation is not known, was used, or has ended");
    }
    keep(new Invitation(invitation.code(), invitation.ends(), name));
  }

  /** One more, or one in another state. */
  void keep(Invitation invitation) throws Refusal {
    Invitation former = invitations.put(invitation.code(), invitation);
    try {
      store.save(invitations.values());
    } catch (IOException e) {
      if (former == null) {
        invitations.remove(invitation.code());
      } else {
        invitations.put(former.code(), former);
      }
      throw new Refusal(
          ErrorCode.UNAVAILABLE, null, "the invitation could not be kept: " + e.getMessage());
    }
  }

  List<Invitation> all() {
    return List.copyOf(invitations.values());
  }

  /** Those that have ended without being used are not kept any longer. */
  void forgetEnded(long now) {
    invitations.values().removeIf(each -> each.usedBy() == null && each.ends() <= now);
  }
}
