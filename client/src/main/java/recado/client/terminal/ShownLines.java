package recado.client.terminal;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import recado.client.desk.Shown;
import recado.client.texts.Phrase;
import recado.client.texts.Times;
import recado.protocol.Event;

/** Everything that can be shown, as paragraphs for a screen that scrolls. Used by one thread. */
public final class ShownLines {
  private final Names names;
  private final MessageLines messages;
  private final ListLines lists;
  private final NoticeLines notices;
  private final FindLines finds;

  /** With these names, in this look. */
  public ShownLines(Names names, Look look) {
    this.names = names;
    ZoneId zone = ZoneId.systemDefault();
    Times times = new Times(zone, LocalDate.now(zone));
    messages = new MessageLines(names, look, times);
    lists = new ListLines(names, look, times);
    notices = new NoticeLines(names, look);
    finds = new FindLines(names, look, times, messages);
  }

  /** What there is to read about it. */
  public List<Paragraph> of(Shown what) {
    return switch (what) {
      case Shown.Message message -> messages.message(message);
      case Shown.GroupChanged changed -> messages.groupEvent(changed.event());
      case Shown.Ticked ticked -> List.of(messages.ticked(ticked));
      case Shown.Waiting waiting -> List.of(messages.waiting(waiting.to(), waiting.text()));
      case Shown.Held held -> List.of(notices.held(held));
      case Shown.NotSent notSent -> List.of(notices.notSent(notSent));
      case Shown.LeftOut left -> List.of(notices.quiet(Phrase.LEFT_OUT.text(left.count())));
      case Shown.Opened opened -> opened(opened);
      case Shown.Closed closed -> quiet(Phrase.CLOSED.text(names.of(closed.conversation())));
      case Shown.HistoryOf history -> history(history);
      case Shown.Found found -> finds.found(found);
      case Shown.Jumped jumped -> finds.jumped(jumped);
      case Shown.LevelChanged changed -> List.of(notices.levelChanged(changed));
      case Shown.Online online -> lists.online(online);
      case Shown.Members members -> lists.members(members);
      case Shown.Groups groups -> lists.groups(groups);
      case Shown.Receipts receipts -> lists.receipts(receipts);
      case Shown.BlockList blocks -> lists.blocks(blocks);
      case Shown.BlockChanged changed -> blockChanged(changed);
      case Shown.PasswordChanged _ -> quiet(Phrase.PASSWORD_CHANGED.text());
      case Shown.ContactList contacts -> lists.contacts(contacts);
      case Shown.ContactSaved saved -> quiet(Phrase.CONTACT_SAVED.text(names.inFull(saved.user())));
      case Shown.ContactRemoved removed -> contactRemoved(removed);
      case Shown.Refused refused -> List.of(notices.refused(refused));
      case Shown.Greeting greeting -> notices.greeting(greeting);
      case Shown.FirstSteps steps -> notices.firstSteps(steps);
      case Shown.Lost lost -> List.of(notices.lost(lost));
      case Shown.Back _ -> quiet(Phrase.BACK.text());
      case Shown.Unreachable unreachable -> List.of(notices.unreachable(unreachable));
      case Shown.TakenOver _ -> List.of(notices.warning(Phrase.TAKEN_OVER.text()));
      case Shown.SignedOut _ -> List.of(notices.warning(Phrase.SIGNED_OUT.text()));
      case Shown.Cannot cannot -> List.of(notices.cannot(cannot.reason()));
      case Shown.Damaged damaged -> List.of(notices.damaged(damaged.damage()));
      case Shown.Bug _ -> List.of(notices.warning(Phrase.BUG.text()));
    };
  }

  private List<Paragraph> quiet(String text) {
    return List.of(notices.quiet(text));
  }

  private List<Paragraph> blockChanged(Shown.BlockChanged changed) {
    Phrase phrase = changed.blocked() ? Phrase.BLOCKED : Phrase.UNBLOCKED;
    return quiet(phrase.text(names.inFull(changed.user())));
  }

  private List<Paragraph> contactRemoved(Shown.ContactRemoved removed) {
    Phrase phrase = removed.existed() ? Phrase.CONTACT_REMOVED : Phrase.NO_SUCH_CONTACT;
    return quiet(phrase.text(removed.user()));
  }

  private List<Paragraph> opened(Shown.Opened opened) {
    List<Paragraph> lines = new ArrayList<>();
    String name = names.of(opened.conversation());
    lines.add(
        notices.quiet((opened.past().isEmpty() ? Phrase.OPENED_EMPTY : Phrase.OPENED).text(name)));
    int firstNew = firstNew(opened);
    for (int i = 0; i < opened.past().size(); i++) {
      if (i == firstNew) {
        lines.add(notices.quiet(Phrase.NEW_FROM_HERE.text(opened.unread())));
      }
      lines.addAll(messages.past(opened.conversation(), opened.past().get(i)));
    }
    return lines;
  }

  /** The place of the first message that the person has not seen; -1 if there is none. */
  private int firstNew(Shown.Opened opened) {
    int left = opened.unread();
    int first = -1;
    for (int i = opened.past().size() - 1; i >= 0 && left > 0; i--) {
      if (opened.past().get(i).entry() instanceof Event.Message message
          && !names.isMe(message.from())) {
        first = i;
        left--;
      }
    }
    return first;
  }

  private List<Paragraph> history(Shown.HistoryOf history) {
    List<Paragraph> lines = new ArrayList<>();
    String name = names.of(history.conversation());
    if (history.past().isEmpty()) {
      return quiet(Phrase.HISTORY_EMPTY.text(name));
    }
    lines.add(notices.quiet(Phrase.HISTORY.text(name, history.past().size())));
    for (Shown.Past past : history.past()) {
      lines.addAll(messages.past(history.conversation(), past));
    }
    lines.add(notices.quiet(Phrase.HISTORY_END.text()));
    return lines;
  }
}
