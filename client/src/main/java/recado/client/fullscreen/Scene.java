package recado.client.fullscreen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jline.reader.History;
import org.jspecify.annotations.Nullable;
import recado.client.command.CommandParser;
import recado.client.command.CommandWord;
import recado.client.command.EmojiNames;
import recado.client.command.UsageException;
import recado.client.command.UserCommand;
import recado.client.desk.Desk;
import recado.client.desk.Shown;
import recado.client.desk.Status;
import recado.client.desk.Talk;
import recado.client.desk.View;
import recado.client.desk.Window;
import recado.client.terminal.Help;
import recado.client.terminal.Look;
import recado.client.terminal.NameCompleter;
import recado.client.terminal.Names;
import recado.client.terminal.Orders;
import recado.client.terminal.Paragraph;
import recado.client.terminal.Secrets;
import recado.client.terminal.ShownLines;
import recado.client.texts.Phrase;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.GroupChange;
import recado.protocol.Limits;
import recado.protocol.Request;
import recado.protocol.Secret;

/**
 * All that is to be seen, and what is done with it. {@link Controls} says which key does what.
 * Owned by the screen's thread.
 */
final class Scene implements Orders.Here {
  private final Names names;
  private final Look look;
  private final Desk desk;
  private final Orders orders;
  private final Rows rows;
  private final Composer composer;
  private final Panel panel = new Panel();
  private Status status = Status.NONE;
  private @Nullable Transcript transcript;
  private @Nullable View asked;
  private String draftKept = "";
  private final List<Paragraph> greeting = new ArrayList<>();
  private boolean newcomer;
  private boolean sidebarSwitched;
  private boolean tooLongSaid;
  private After after = new After.GoOn();

  Scene(Names names, Look look, Desk desk, History typed, Map<Conversation, String> drafts) {
    this.names = names;
    this.look = look;
    this.desk = desk;
    orders = new Orders(desk, this);
    rows = new Rows(names, look);
    composer = new Composer(new NameCompleter(() -> status), typed, drafts);
  }

  Status status() {
    return status;
  }

  Composer composer() {
    return composer;
  }

  Panel panel() {
    return panel;
  }

  Optional<Transcript> transcript() {
    return Optional.ofNullable(transcript);
  }

  boolean isSidebarSwitched() {
    return sidebarSwitched;
  }

  void switchSidebar(boolean switched) {
    sidebarSwitched = switched;
  }

  /** What the server said at the beginning. */
  List<Paragraph> greeting() {
    return greeting;
  }

  /** Whether that has the first steps in it, with all that hints would say. */
  boolean isNewcomer() {
    return newcomer;
  }

  /** What the keyboard's thread has to do now; asked once for each key. */
  After takeAfter() {
    After now = after;
    after = new After.GoOn();
    return now;
  }

  /** Nothing is open yet. */
  void begin() {
    open(null);
  }

  // ---- what the desk brings

  void status(Status now) {
    status = now;
  }

  void window(Window window) {
    if (transcript != null && transcript.conversation().equals(window.conversation())) {
      transcript.window(window);
    }
  }

  void show(Shown what) {
    switch (what) {
      case Shown.Message _,
          Shown.Ticked _,
          Shown.Waiting _,
          Shown.LeftOut _,
          Shown.Opened _,
          Shown.Closed _,
          Shown.Lost _,
          Shown.Back _ -> {} // is to be seen anyway: in its conversation, or in the status line
      case Shown.Greeting _ -> greeting.addAll(lines(what));
      case Shown.FirstSteps _ -> {
        greeting.addAll(lines(what));
        newcomer = true;
      }
      case Shown.GroupChanged(Event.GroupEvent event) -> groupChanged(event);
      case Shown.Found found -> panel.hits(found.hits(), lines(found));
      case Shown.Jumped(Shown.Hit hit, var _) -> jump(hit);
      case Shown.ContactSaved _, Shown.ContactRemoved _ -> {
        transcript().ifPresent(Transcript::again);
        panel.add(lines(what));
      }
      default -> panel.add(lines(what));
    }
  }

  /** As of today, which may be another day than that of the start. */
  private List<Paragraph> lines(Shown what) {
    return new ShownLines(names, look).of(what);
  }

  /** Who makes a group wants to write there; of all others it stands in the conversation. */
  private void groupChanged(Event.GroupEvent event) {
    if (event.change() == GroupChange.CREATED && names.isMe(event.by())) {
      open(Conversation.in(event.group()));
    }
  }

  private void jump(Shown.Hit hit) {
    open(hit.in());
    transcript().ifPresent(there -> there.jump(hit.position()));
  }

  // ---- conversations

  void open(@Nullable Conversation conversation) {
    keepDraft();
    panel.close();
    if (conversation == null) {
      transcript = null;
      asked = null;
      desk.tell(clerk -> clerk.viewNothing());
    } else if (transcript == null || !transcript.conversation().equals(conversation)) {
      transcript = new Transcript(rows, conversation);
    }
    composer.open(conversation);
    draftKept = composer.keep();
  }

  /** Asks the desk for what the transcript wants now. */
  void ask() {
    if (transcript != null && !transcript.view().equals(asked)) {
      View view = transcript.view();
      asked = view;
      desk.tell(clerk -> clerk.view(view));
    }
  }

  /** Has the draft on the disk. */
  void keepDraft() {
    String text = composer.keep();
    if (transcript != null && !text.equals(draftKept)) {
      Conversation in = transcript.conversation();
      desk.tell(clerk -> clerk.draft(in, text));
      draftKept = text;
    }
  }

  private int place() {
    for (int i = 0; i < status.talks().size(); i++) {
      if (transcript != null
          && status.talks().get(i).conversation().equals(transcript.conversation())) {
        return i;
      }
    }
    return -1;
  }

  /** Opens the next conversation in the list, or the one before. */
  void goTo(int by) {
    List<Talk> talks = status.talks();
    if (!talks.isEmpty()) {
      int from = place() < 0 && by < 0 ? 0 : place();
      open(talks.get(Math.floorMod(from + by, talks.size())).conversation());
    }
  }

  /** The next one with something unread, or the one before, going round. */
  Optional<Talk> nextUnread(int by) {
    List<Talk> talks = status.talks();
    int from = Math.max(place(), by > 0 ? -1 : 0);
    for (int i = 1; i <= talks.size(); i++) {
      Talk talk = talks.get(Math.floorMod(from + i * by, talks.size()));
      boolean here = transcript != null && talk.conversation().equals(transcript.conversation());
      if (talk.unread() > 0 && !here) {
        return Optional.of(talk);
      }
    }
    return Optional.empty();
  }

  /** Opens it; false if there is none. */
  boolean goToUnread(int by) {
    Optional<Talk> next = nextUnread(by);
    next.ifPresent(talk -> open(talk.conversation()));
    return next.isPresent();
  }

  void goToUnreadOrSay(int by) {
    if (!goToUnread(by)) {
      panel.add(lines(new Shown.Cannot(Shown.Reason.NOTHING_UNREAD)));
    }
  }

  // ---- lines

  /** Does what a line asks for; one that makes no sense stays, to be mended. */
  void line(String typed) {
    String text = EmojiNames.replaced(typed);
    panel.close();
    if (MessageLength.isTooLong(text)) {
      say(MessageLength.warning(text));
      tooLongSaid = true;
      return;
    }
    try {
      UserCommand command = CommandParser.parse(text);
      if (!text.isBlank()) {
        composer.finished();
        keepDraft();
      }
      perform(command);
    } catch (UsageException e) {
      say(e.message());
    }
  }

  /** The text has changed: whether it was too long is not true any more. */
  void edited() {
    if (tooLongSaid) {
      tooLongSaid = false;
      panel.close();
    }
  }

  /** Does what is asked for. */
  void perform(UserCommand command) {
    switch (command) {
      case UserCommand.Open(Conversation which) -> open(which);
      case UserCommand.Close _ -> open(null);
      case UserCommand.Next _ -> goToUnreadOrSay(1);
      case UserCommand.SendTo(Conversation to, var text) -> {
        open(to);
        desk.tell(clerk -> clerk.send(to, text));
        transcript().ifPresent(Transcript::answered);
      }
      case UserCommand.Say _ -> {
        orders.perform(command);
        transcript().ifPresent(Transcript::answered);
      }
      default -> orders.perform(command);
    }
  }

  // ---- what is done here

  @Override
  public void help(@Nullable CommandWord word) {
    panel.read((columns, rows) -> Help.lines(word, columns, rows));
  }

  @Override
  public void menu() {
    new MenuDialogue(composer, panel, this::perform).begin();
  }

  @Override
  public void edit() {
    after = new After.Edit(composer.editor().text());
  }

  @Override
  public void leave() {
    keepDraft();
    after = new After.Leave();
  }

  @Override
  public void changePassword() {
    composer.ask(
        new Question(
            Phrase.ASK_NEW_PASSWORD.text(Limits.MIN_PASSWORD_CHARS),
            true,
            first ->
                first.ifPresentOrElse(
                    typed ->
                        composer.ask(
                            new Question(
                                Phrase.ASK_PASSWORD_AGAIN.text(),
                                true,
                                second -> changePassword(typed, second))),
                    () -> say(Phrase.PASSWORD_KEPT.text()))));
  }

  private void changePassword(String first, Optional<String> second) {
    Optional<Secret> secret = Secrets.of(first);
    if (second.isEmpty() || secret.isEmpty()) {
      say(Phrase.PASSWORD_KEPT.text());
    } else if (!second.get().equals(first)) {
      say(Phrase.PASSWORDS_DIFFER.text());
    } else {
      desk.tell(clerk -> clerk.ask(new Request.Password(secret.get())));
    }
  }

  /** Says something below the conversation. */
  void say(String text) {
    panel.add(List.of(new Paragraph(text)));
  }
}
