package recado.client.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import recado.client.local.NoticeLevel;
import recado.protocol.Conversation;
import recado.protocol.Request;
import recado.protocol.Text;
import recado.protocol.UserName;

/** What a person can ask of the client, in one line each; {@link CommandParser} reads it. */
public sealed interface UserCommand {
  /** An empty line. */
  record Nothing() implements UserCommand {}

  /** A line alone: for the open conversation. */
  record Say(Text text) implements UserCommand {}

  /** {@code @bruno olá}. */
  record SendTo(Conversation to, Text text) implements UserCommand {}

  /** To whoever wrote last. */
  record Reply(Text text) implements UserCommand {}

  /** Make a conversation current. */
  record Open(Conversation conversation) implements UserCommand {}

  /** Make the one current where there is most to be read. */
  record Next() implements UserCommand {}

  /** Write with an editor. */
  record Edit() implements UserCommand {}

  /** Look for words, in one conversation or everywhere. */
  record Search(@Nullable Conversation only, String words) implements UserCommand {}

  /** Show a hit of the last search. */
  record Jump(int number) implements UserCommand {}

  /** No notices from there; or again. In the open conversation if none is named. */
  record Mute(@Nullable Conversation conversation) implements UserCommand {}

  /** Which notices from there. In the open conversation if none is named. */
  record Notices(@Nullable Conversation conversation, NoticeLevel level) implements UserCommand {}

  /** Make none current. */
  record Close() implements UserCommand {}

  /** The last of a conversation; of the open one if none is named. */
  record ShowHistory(@Nullable Conversation conversation, int count) implements UserCommand {}

  /** Who has my last message there; in the open conversation if none is named. */
  record Info(@Nullable Conversation conversation) implements UserCommand {}

  /** The names given to people. */
  record ListContacts() implements UserCommand {}

  /** Give a name. */
  record AddContact(UserName user, String name) implements UserCommand {}

  /** Take it back. */
  record RemoveContact(UserName user) implements UserCommand {}

  /** What the server alone can do or tell: one request, or one for each of several people. */
  record Ask(List<Request> requests) implements UserCommand {
    /** Keeps a copy. */
    public Ask {
      requests = List.copyOf(requests);
    }

    Ask(Request request) {
      this(List.of(request));
    }
  }

  /** A new password, which is asked for. */
  record ChangePassword() implements UserCommand {}

  /** Choose by number. */
  record ShowMenu() implements UserCommand {}

  /** What can be typed; all of it if no command is named. */
  record Help(@Nullable CommandWord command) implements UserCommand {}

  /** Do not wait for the end of the pause. */
  record ConnectNow() implements UserCommand {}

  /** Leave. */
  record Quit() implements UserCommand {}
}
