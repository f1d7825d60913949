package recado.client.terminal;

import recado.client.local.Contacts;
import recado.client.texts.Harmless;
import recado.client.texts.Phrase;
import recado.protocol.Conversation;
import recado.protocol.UserName;

/** What people and conversations are called on the screen. Any thread. */
public final class Names {
  private final UserName me;
  private final Contacts contacts;

  public Names(UserName me, Contacts contacts) {
    this.me = me;
    this.contacts = contacts;
  }

  /** The person at the keyboard. */
  public UserName me() {
    return me;
  }

  /** Whether that is the person at the keyboard. */
  public boolean isMe(UserName user) {
    return user.equals(me);
  }

  /** The name in the contacts, or else the user's own; the person is "you". */
  public String of(UserName user) {
    if (isMe(user)) {
      return Phrase.YOU.text();
    }
    return contacts.nameOf(user).map(Harmless::line).orElseGet(user::toString);
  }

  /** With the user name after the contact's name: {@code Bruno Silva (@bruno)}. */
  public String inFull(UserName user) {
    String name = of(user);
    return name.equals(user.toString()) ? name : name + " (" + user + ")";
  }

  /** What a conversation is called. */
  public String of(Conversation conversation) {
    return switch (conversation) {
      case Conversation.OfUser(UserName user) -> isMe(user) ? Phrase.YOURSELF.text() : of(user);
      case Conversation.OfGroup group -> group.toString();
      case Conversation.Lobby _ -> Phrase.EVERYBODY.text();
    };
  }
}
