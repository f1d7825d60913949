package recado.client.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.GroupChange;
import recado.protocol.GroupName;
import recado.protocol.Request;
import recado.protocol.UserName;

/** Shows the server's answers to those who asked. Owned by the desk's thread. */
final class Replies {
  private final Workbench bench;
  private final Answers answers;

  Replies(Workbench bench) {
    this.bench = bench;
    this.answers = bench.answers();
  }

  void presence(Event.Presence presence) {
    bench.chats().met(presence.user());
    bench.presences().take(presence);
    answers.line(presence);
  }

  void line(Event line) {
    answers.line(line);
  }

  void end(Event.End end) {
    answers.end(end).ifPresent(this::complete);
  }

  private void complete(Answers.Asked asked) {
    switch (asked.request()) {
      case Request.Who who -> online(who, asked);
      case Request.GroupInfo(GroupName group) -> members(group, asked);
      case Request.Groups _ -> groups(asked);
      case Request.Info info -> receipts(info, asked.lines(Event.ReceiptOf.class));
      case Request.Blocks _ -> blocks(asked.lines(Event.Blocked.class));
      default -> {} // no other request is answered with a list
    }
  }

  /** Changes of those who are watched may have come between: the last word counts. */
  private void online(Request.Who who, Answers.Asked asked) {
    Map<UserName, Event.Presence> latest = new TreeMap<>();
    asked.lines(Event.Presence.class).forEach(line -> latest.put(line.user(), line));
    boolean all = who.users().isEmpty();
    latest.values().removeIf(one -> all ? !one.online() : !who.users().contains(one.user()));
    if (asked.asker() == Answers.Asker.SCRIPT) {
      bench.errands().people(who.users(), new Report.People(List.copyOf(latest.values())));
    } else if (asked.isQuiet()) {
      bench.newcomer(false);
      List<UserName> others =
          latest.keySet().stream().filter(user -> !user.equals(bench.me())).toList();
      bench.show(new Shown.FirstSteps(bench.dialer().server(), bench.me(), others));
    } else {
      bench.show(new Shown.Online(List.copyOf(latest.values())));
    }
  }

  private void members(GroupName group, Answers.Asked asked) {
    List<Event.Member> members = asked.lines(Event.Member.class);
    bench.chats().take(group, members);
    if (!asked.isQuiet()) {
      bench.show(new Shown.Members(group, members));
    }
  }

  private void groups(Answers.Asked asked) {
    List<Event.GroupOf> groups = asked.lines(Event.GroupOf.class);
    bench.chats().take(groups);
    if (!asked.isQuiet()) {
      bench.show(new Shown.Groups(groups));
    }
    for (Event.GroupOf group : groups) {
      Members known = bench.chats().chat(Conversation.in(group.group())).members();
      if (!known.isComplete() || known.all().size() != group.members()) {
        bench.askQuietly(new Request.GroupInfo(group.group()));
      }
    }
  }

  private void receipts(Request.Info info, List<Event.ReceiptOf> receipts) {
    bench
        .chats()
        .whereLastSentIs(info.message())
        .ifPresent(
            chat ->
                chat.ticks()
                    .last()
                    .ifPresent(
                        own -> bench.show(new Shown.Receipts(chat.conversation(), own, receipts))));
  }

  private void blocks(List<Event.Blocked> blocks) {
    bench.show(new Shown.BlockList(blocks.stream().map(Event.Blocked::user).toList()));
  }

  /** One line of the list of all that are blocked, or the answer to a {@code BLOCK}. */
  void blocked(Event.Blocked blocked) {
    if (answers.done(new Request.Block(blocked.user())::equals).isPresent()) {
      bench.show(new Shown.BlockChanged(blocked.user(), true));
    } else {
      answers.line(blocked);
    }
  }

  void unblocked(UserName user) {
    answers.done(new Request.Unblock(user)::equals);
    bench.show(new Shown.BlockChanged(user, false));
  }

  void passwordChanged() {
    answers.done(Request.Password.class::isInstance);
    bench.show(new Shown.PasswordChanged());
  }

  /** A group event is the answer to the one who caused it, and news of who is in the group. */
  void groupEvent(Event.GroupEvent event) {
    if (event.by().equals(bench.me())) {
      answers.done(request -> isCauseOf(event, request));
    }
    boolean others = event.change() == GroupChange.ADDED && event.who().contains(bench.me());
    if (others && bench.session().isReady()) {
      bench.askQuietly(new Request.GroupInfo(event.group())); // the event names only the new
    }
  }

  private static boolean isCauseOf(Event.GroupEvent event, Request request) {
    return request instanceof Request.OfGroup ofGroup
        && ofGroup.group().equals(event.group())
        && !(request instanceof Request.GroupInfo);
  }

  void failed(Event.Err err) {
    Optional<Answers.Asked> asked = answers.failed(err);
    if (asked.isPresent() && asked.get().request() instanceof Request.Who who) {
      bench.errands().people(who.users(), new Report.Refused(err.code(), err.message()));
    }
    if (!asked.map(Answers.Asked::isQuiet).orElse(false)) {
      bench.show(new Shown.Refused(err.verb(), err.code(), err.detail(), err.message()));
    }
  }

  void lost() {
    if (answers.lost()) {
      bench.show(new Shown.Cannot(Shown.Reason.NO_ANSWER));
    }
  }
}
