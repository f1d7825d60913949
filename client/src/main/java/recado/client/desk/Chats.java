package recado.client.desk;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import recado.client.local.History;
import recado.client.local.Mark;
import recado.protocol.Conversation;
import recado.protocol.EntryId;
import recado.protocol.Event;
import recado.protocol.GroupName;
import recado.protocol.UserName;

/**
 * All conversations, and everybody who was heard of. Before the client starts it is told the
 * history, by the thread that opens it; then the desk's thread owns it.
 */
public final class Chats implements History.Replay {
  private final UserName me;
  private final Map<Conversation, Chat> chats = new HashMap<>();
  private final Map<UserName, Long> people = new HashMap<>(); // when they were heard of last
  private final TreeSet<GroupName> groups = new TreeSet<>();
  private @Nullable UserName lastSender;
  private long lastSenderTime;

  /** The conversations of this person; none yet. */
  public Chats(UserName me) {
    this.me = me;
  }

  /** The conversation that an entry belongs to, seen from here. */
  Conversation conversationOf(Event.Entry entry) {
    return switch (entry) {
      case Event.Message message -> conversationOf(message);
      case Event.Receipt receipt -> receipt.conversation();
      case Event.GroupEvent event -> Conversation.in(event.group());
    };
  }

  private Conversation conversationOf(Event.Message message) {
    return switch (message.to()) {
      case Conversation.OfUser(UserName to) ->
          Conversation.with(message.from().equals(me) ? to : message.from());
      case Conversation.OfGroup group -> group;
      case Conversation.Lobby lobby -> lobby;
    };
  }

  Chat chat(Conversation conversation) {
    return chats.computeIfAbsent(conversation, absent -> new Chat(absent, me));
  }

  Collection<Chat> all() {
    return chats.values();
  }

  @Override
  public void entry(Conversation in, Event.Entry entry) {
    chat(in).take(entry);
    switch (entry) {
      case Event.Message message -> noteSender(message);
      case Event.Receipt _ -> {}
      case Event.GroupEvent event -> noteGroup(event);
    }
    if (in instanceof Conversation.OfUser(UserName user)) {
      met(user, entry.time());
    }
  }

  private void noteSender(Event.Message message) {
    if (message.from().equals(me)) {
      return;
    }
    met(message.from(), message.time());
    if (message.time() >= lastSenderTime) {
      lastSenderTime = message.time();
      lastSender = message.from();
    }
  }

  private void noteGroup(Event.GroupEvent event) {
    met(event.by(), event.time());
    event.who().forEach(user -> met(user, event.time()));
    boolean gone =
        switch (event.change()) {
          case REMOVED -> event.who().contains(me);
          case LEFT -> event.by().equals(me);
          case CREATED, ADDED, PROMOTED, TOPIC -> false;
        };
    if (gone) {
      groups.remove(event.group());
    } else {
      groups.add(event.group());
    }
  }

  @Override
  public void mark(Conversation in, Mark mark) {
    chat(in).take(mark);
  }

  /** Somebody was heard of, nobody knows when. */
  void met(UserName user) {
    met(user, 0);
  }

  private void met(UserName user, long time) {
    if (!user.equals(me)) {
      people.merge(user, time, Math::max);
    }
  }

  /** The server's list of the person's groups. */
  void take(List<Event.GroupOf> mine) {
    groups.clear();
    mine.forEach(group -> groups.add(group.group()));
  }

  /** The server's list of a group's members. */
  void take(GroupName group, List<Event.Member> members) {
    chat(Conversation.in(group)).members().take(members);
    members.forEach(member -> met(member.user()));
  }

  /** Who wrote last to the person. */
  Optional<UserName> lastSender() {
    return Optional.ofNullable(lastSender);
  }

  /** The person's message with this id, if it is the last one somewhere. */
  Optional<Chat> whereLastSentIs(EntryId id) {
    return chats.values().stream()
        .filter(chat -> chat.ticks().last().filter(own -> own.id().equals(id)).isPresent())
        .findFirst();
  }

  /** Everybody who was heard of, the latest first. */
  List<UserName> people() {
    Comparator<UserName> latestFirst = Comparator.comparing(people::get, Comparator.reverseOrder());
    return people.keySet().stream()
        .sorted(latestFirst.thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  List<GroupName> groups() {
    return List.copyOf(groups);
  }

  /**
   * All conversations that there are, the latest first: those in which something was said, and the
   * person's groups, contacts and the lobby.
   */
  List<Chat> latestFirst(Collection<UserName> contacts) {
    chat(Conversation.LOBBY);
    groups.forEach(group -> chat(Conversation.in(group)));
    contacts.stream()
        .filter(user -> !user.equals(me))
        .forEach(user -> chat(Conversation.with(user)));
    Comparator<Chat> latestFirst = Comparator.comparingLong(Chat::lastTime).reversed();
    return chats.values().stream()
        .sorted(latestFirst.thenComparing(chat -> chat.conversation().toString()))
        .toList();
  }

  /** The one to read next: where the person is named, or else the latest. */
  Optional<Chat> nextUnread(@Nullable Conversation but) {
    return chats.values().stream()
        .filter(chat -> chat.unread() > 0 && !chat.conversation().equals(but))
        .max(Comparator.comparing(Chat::isMentioned).thenComparingLong(Chat::lastTime));
  }

  int unreadBut(@Nullable Conversation open) {
    return chats.values().stream()
        .filter(chat -> !chat.conversation().equals(open))
        .mapToInt(Chat::unread)
        .sum();
  }
}
