package recado.protocol;

/** What a person opens and talks in: another person, a group, or everybody who is online. */
public sealed interface Conversation {

  /** With one person. */
  record OfUser(UserName user) implements Conversation {
    @Override
    public String toString() {
      return user.toString();
    }
  }

  /** In a group. */
  record OfGroup(GroupName group) implements Conversation {
    @Override
    public String toString() {
      return group.toString();
    }
  }

  /** With everybody who is online. */
  record Lobby() implements Conversation {
    @Override
    public String toString() {
      return "*";
    }
  }

  /** The one lobby. */
  Conversation LOBBY = new Lobby();

  /** The conversation with this person. */
  static Conversation with(UserName user) {
    return new OfUser(user);
  }

  /** The conversation of this group. */
  static Conversation in(GroupName group) {
    return new OfGroup(group);
  }

  /**
   * Reads {@code @ana}, {@code #family} or {@code *}.
   *
   * @throws ProtocolException BAD_NAME if it is anything else
   */
  static Conversation parse(String written) throws ProtocolException {
    if (written.startsWith("@")) {
      return new OfUser(UserName.parse(written));
    }
    if (written.startsWith("#")) {
      return new OfGroup(GroupName.parse(written));
    }
    if (written.equals("*")) {
      return LOBBY;
    }
    throw new ProtocolException(ErrorCode.BAD_NAME, "a conversation is @somebody, #group or *");
  }
}
