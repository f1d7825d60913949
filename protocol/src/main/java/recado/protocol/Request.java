package recado.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client can ask of the server: one line each, see {@code docs/protocol.md}. */
public sealed interface Request {

  /** Carries a password or token, which takes work before anything can be decided. */
  sealed interface WithSecret extends Request {
    /** The password or token. */
    Secret secret();
  }

  /** Is carried out with or without a login. */
  sealed interface AtAnyTime extends Request {}

  /** Needs a login. */
  sealed interface InSession extends Request {}

  /** Is answered with a list, which can be long. */
  sealed interface ForList extends InSession {}

  /**
   * Make an account, with an invitation where the server wants one.
   *
   * @param user null if its number is to be its name, which no line of Recado's own can ask for
   */
  record Register(@Nullable UserName user, @Nullable Secret invitation, Secret secret)
      implements WithSecret {}

  /** Begin a session with the password. */
  record Login(UserName user, DeviceName device, Secret secret) implements WithSecret {}

  /** Begin a session with the device's token. */
  record Resume(UserName user, DeviceName device, Secret secret) implements WithSecret {}

  /** Change the password. */
  record Password(Secret secret) implements WithSecret {}

  /** Send a message. */
  record Send(Cid cid, Conversation to, Text text) implements InSession {}

  /** All entries up to this one, in the order sent, are safe on this device. */
  record Ack(EntryId upTo) implements InSession {}

  /** The person has seen the conversation up to this id. */
  record Read(Conversation conversation, EntryId upTo) implements InSession {}

  /** The person is writing. */
  record Typing(Conversation conversation) implements InSession {}

  /** What has become of a message of mine? */
  record Info(EntryId message) implements ForList {}

  /** Who is online (no names), or how are these? */
  record Who(List<UserName> users) implements ForList {
    /** Keeps a copy. */
    public Who {
      users = List.copyOf(users);
    }
  }

  /** Tell me when these come and go. */
  record Watch(List<UserName> users) implements ForList {
    /** Keeps a copy. */
    public Watch {
      users = List.copyOf(users);
    }
  }

  /** Tell me no more. */
  record Unwatch(List<UserName> users) implements InSession {
    /** Keeps a copy. */
    public Unwatch {
      users = List.copyOf(users);
    }
  }

  /** Drop what this user sends to me from now on. */
  record Block(UserName user) implements InSession {}

  /** Take it again. */
  record Unblock(UserName user) implements InSession {}

  /** Whom do I block? */
  record Blocks() implements ForList {}

  /** Which groups am I in? */
  record Groups() implements ForList {}

  /** What concerns one group: {@code GROUP <what> #g …}. */
  sealed interface OfGroup extends InSession {
    /** The group. */
    GroupName group();
  }

  /** Make a group with these members and me. */
  record GroupCreate(GroupName group, List<UserName> users) implements OfGroup {
    /** Keeps a copy. */
    public GroupCreate {
      users = List.copyOf(users);
    }
  }

  /** Take these in. */
  record GroupAdd(GroupName group, List<UserName> users) implements OfGroup {
    /** Keeps a copy. */
    public GroupAdd {
      users = List.copyOf(users);
    }
  }

  /** Send this member away. */
  record GroupRemove(GroupName group, UserName user) implements OfGroup {}

  /** Make this member an admin. */
  record GroupPromote(GroupName group, UserName user) implements OfGroup {}

  /** Leave. */
  record GroupLeave(GroupName group) implements OfGroup {}

  /** Say what the group is about. */
  record GroupTopic(GroupName group, Text topic) implements OfGroup {}

  /** Who is in it? */
  record GroupInfo(GroupName group) implements OfGroup, ForList {}

  /** A sign of life, answered with the same token. */
  record Ping(String token) implements AtAnyTime {}

  /** The answer to the server's {@code PING}. */
  record Pong(String token) implements AtAnyTime {}

  /** Goodbye. */
  record Quit() implements AtAnyTime {}
}
