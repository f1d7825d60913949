package recado.client.terminal;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jline.utils.AttributedString;
import recado.client.desk.Face;
import recado.client.desk.Shown;
import recado.client.desk.Standing;
import recado.client.desk.Status;
import recado.client.local.Contacts;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.UserName;

/**
 * The face that scrolls: every piece of news is printed above the line being typed, and stays.
 *
 * <p>The desk's thread calls {@link Face}'s methods. What the keyboard's thread may ask for is
 * handed over as immutable values.
 */
public final class LineFace implements Face {
  private static final int MAX_PROMPT_NAME_CHARS = 20;

  /** Nobody asks for more than the first ones. */
  private static final int MOST_STANDINGS = 16;

  private final Screen screen;
  private final Names names;
  private final MessageLines messages;
  private final ListLines lists;
  private final NoticeLines notices;
  private final BlockingQueue<Standing> standings = new ArrayBlockingQueue<>(MOST_STANDINGS);
  private volatile Status status = Status.NONE;
  private final ReentrantLock passwordLock = new ReentrantLock();
  private boolean passwordWanted; // guarded by passwordLock, with the interrupt that goes with it

  /** The face of this person, on this screen. */
  public LineFace(Screen screen, UserName me, Contacts contacts) {
    this.screen = screen;
    ZoneId zone = ZoneId.systemDefault();
    Times times = new Times(zone, LocalDate.now(zone));
    names = new Names(me, contacts);
    messages = new MessageLines(names, screen.look(), times);
    lists = new ListLines(names, screen.look(), times);
    notices = new NoticeLines(names, screen.look());
  }

  // ---- the desk's thread

  @Override
  public void show(Shown what) {
    List<AttributedString> lines = new ArrayList<>();
    int columns = screen.columns();
    for (Paragraph paragraph : paragraphs(what)) {
      lines.addAll(paragraph.lines(columns));
    }
    screen.print(lines);
  }

  private List<Paragraph> paragraphs(Shown what) {
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

  @Override
  public void status(Status now) {
    status = now;
    screen.prompt(prompt(now));
  }

  private String prompt(Status now) {
    StringBuilder prompt = new StringBuilder();
    if (!now.online()) {
      prompt.append(
          now.waiting() == 0
              ? Phrase.PROMPT_OFFLINE.text()
              : Phrase.PROMPT_OFFLINE_WAITING.text(now.waiting()));
      prompt.append(' ');
    }
    if (now.unread() > 0) {
      prompt.append(Phrase.PROMPT_UNREAD.text(now.unread())).append(' ');
    }
    Conversation open = now.open();
    String name = open == null ? Phrase.PROMPT.text() : names.of(open);
    int end = Math.min(name.length(), MAX_PROMPT_NAME_CHARS);
    return prompt.append(name, 0, end).append("> ").toString();
  }

  @Override
  public void standing(Standing standing) {
    if (standing == Standing.SIGNED_OUT) {
      passwordLock.lock();
      try {
        passwordWanted = true;
        screen.interrupt();
      } finally {
        passwordLock.unlock();
      }
    }
    var _ = standings.offer(standing);
  }

  // ---- the keyboard's thread

  /** How things are. Any thread. */
  public Status status() {
    return status;
  }

  /** The next change of standing, if there is one in this time. */
  Optional<Standing> nextStanding(Duration patience) throws InterruptedException {
    return Optional.ofNullable(standings.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Whether the password has to be asked for. */
  boolean isPasswordWanted() {
    passwordLock.lock();
    try {
      return passwordWanted;
    } finally {
      passwordLock.unlock();
    }
  }

  /** The same; whoever gets true has to ask. The interrupt that came with it is settled then. */
  boolean takePasswordWanted() {
    passwordLock.lock();
    try {
      boolean wanted = passwordWanted;
      if (wanted) {
        passwordWanted = false;
        Thread.interrupted();
      }
      return wanted;
    } finally {
      passwordLock.unlock();
    }
  }
}
