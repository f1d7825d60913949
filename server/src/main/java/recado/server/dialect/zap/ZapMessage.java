package recado.server.dialect.zap;

import java.util.List;

/** What a client says. Times are 10 digits, seconds since 1970-01-01 UTC. */
sealed interface ZapMessage {
  /** {@code 01}: make an account for me. */
  record Register() implements ZapMessage {}

  /** {@code 03}: I am this one. */
  record SignOn(ZapId id) implements ZapMessage {}

  /** {@code 05}: tell this to a person or a group. */
  record Send(ZapId from, ZapId to, String time, String text) implements ZapMessage {}

  /** {@code 08}: I have read what this one sent, up to then. */
  record Read(ZapId from, String time) implements ZapMessage {}

  /** {@code 10}: make a group of these and me. */
  record CreateGroup(ZapId creator, String time, List<ZapId> members) implements ZapMessage {
    /** Keeps a copy. */
    public CreateGroup {
      members = List.copyOf(members);
    }
  }
}
