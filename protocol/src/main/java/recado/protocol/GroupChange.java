package recado.protocol;

/** What happened to a group. */
public enum GroupChange {
  /** It was made; the names are all its members, its maker and first admin among them. */
  CREATED,
  /** The names joined. */
  ADDED,
  /** The name was sent away. */
  REMOVED,
  /** Who did it left. */
  LEFT,
  /** The name became an admin. */
  PROMOTED,
  /** It has a new topic. */
  TOPIC;

  static GroupChange parse(String word) throws ProtocolException {
    for (GroupChange change : values()) {
      if (change.name().equals(word)) {
        return change;
      }
    }
    throw new ProtocolException(ErrorCode.BAD_SYNTAX, "no such group event: " + word);
  }
}
