package recado.protocol;

import java.util.HashMap;
import java.util.Map;

/** Why a command failed: the third word of an {@code ERR} line. */
public enum ErrorCode {
  /** The line does not have the form that its verb asks for. */
  BAD_SYNTAX,
  /** No such verb. */
  UNKNOWN_COMMAND,
  /** A line, a text or an answer is longer than the protocol allows. */
  TOO_LONG,
  /** The command needs a login first. */
  NOT_LOGGED_IN,
  /** This connection has a user already. */
  ALREADY_LOGGED_IN,
  /** Wrong name, password or token; which one is not told. */
  BAD_CREDENTIALS,
  /** Not a user, group or conversation name. */
  BAD_NAME,
  /** Somebody has this user name already. */
  NAME_TAKEN,
  /** The password is too short. */
  WEAK_PASSWORD,
  /** Nobody has this name. */
  NO_SUCH_USER,
  /** No group has this name. */
  NO_SUCH_GROUP,
  /** A group has this name already. */
  GROUP_EXISTS,
  /** The group has as many members as it may have. */
  GROUP_FULL,
  /** Only members may do this, or the person named is none. */
  NOT_A_MEMBER,
  /** Only the group's admins may do this. */
  NOT_ADMIN,
  /** The command makes no sense for this name. */
  NOT_ALLOWED,
  /** No message with this id that is any business of the asker's. */
  NO_SUCH_MESSAGE,
  /** Too much in too short a time. */
  RATE_LIMITED,
  /** This server makes no new accounts. */
  REGISTRATION_CLOSED,
  /** Passwords are taken inside TLS only. */
  TLS_REQUIRED,
  /** The server cannot keep its promises at the moment. */
  UNAVAILABLE,
  /** A code of a newer version of the protocol; never sent. */
  UNRECOGNIZED;

  private static final Map<String, ErrorCode> BY_NAME = new HashMap<>();

  static {
    for (ErrorCode code : values()) {
      BY_NAME.put(code.name(), code);
    }
  }

  static ErrorCode parse(String word) {
    return BY_NAME.getOrDefault(word, UNRECOGNIZED);
  }
}
