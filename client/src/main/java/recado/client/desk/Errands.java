package recado.client.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.Event;
import recado.protocol.Request;
import recado.protocol.UserName;

/**
 * The errands of scripts that are not done yet. Owned by the desk's thread, and told what happens
 * there; what it reports goes out with everything else that is shown, when the disk has it.
 */
final class Errands {
  /** A message on its way; {@code sent} is null until the server has it. */
  private static final class Sending {
    private final Errand.Send errand;
    private final Report.Listener listener;
    private Event.@Nullable Sent sent;
    private DeliveryState told = DeliveryState.PENDING;

    Sending(Errand.Send errand, Report.Listener listener) {
      this.errand = errand;
      this.listener = listener;
    }
  }

  private record Question(Errand.Who who, Report.Listener listener) {}

  private final Chats chats;
  private final Consumer<Request> ask;
  private final Consumer<Runnable> later;
  private final Map<Cid, Sending> sendings = new HashMap<>();
  private final List<Question> questions = new ArrayList<>();
  private final List<Report.Listener> listeners = new ArrayList<>();
  private boolean ready;

  /** With the way to ask the server, and the one to tell when all is on the disk. */
  Errands(Chats chats, Consumer<Request> ask, Consumer<Runnable> later) {
    this.chats = chats;
    this.ask = ask;
    this.later = later;
  }

  /** A message that is handed in now. */
  void follow(Errand.Send errand, Report.Listener listener) {
    sendings.put(errand.cid(), new Sending(errand, listener));
  }

  void listen(Report.Listener listener) {
    listeners.add(listener);
  }

  /** Asks as soon as there is a session. */
  void ask(Errand.Who who, Report.Listener listener) {
    questions.add(new Question(who, listener));
    if (ready) {
      ask.accept(new Request.Who(who.users()));
    }
  }

  /** Nobody listens any more; a message that was handed in is sent all the same. */
  void forget(Report.Listener listener) {
    sendings.values().removeIf(sending -> sending.listener.equals(listener));
    questions.removeIf(question -> question.listener().equals(listener));
    listeners.remove(listener);
  }

  /** There is a session: what was not answered is asked again. */
  void resume() {
    ready = true;
    questions.stream()
        .map(question -> question.who().users())
        .distinct()
        .forEach(users -> ask.accept(new Request.Who(users)));
  }

  void suspend() {
    ready = false;
  }

  // ---- what happens

  void came(Conversation in, Event.Message message) {
    listeners.forEach(listener -> tell(listener, new Report.Came(in, message)));
  }

  void sent(Event.Sent sent) {
    Sending sending = sendings.get(sent.cid());
    if (sending != null) {
      sending.sent = sent;
      tell(sending.listener, new Report.Sent(sent.id(), sent.time()));
    }
  }

  void held(Cid cid, Report.Held why) {
    Sending sending = sendings.get(cid);
    if (sending != null) {
      tell(sending.listener, why);
    }
  }

  void refused(Cid cid, Report.Refused why) {
    Sending sending = sendings.remove(cid);
    if (sending != null) {
      tell(sending.listener, why);
    }
  }

  void people(List<UserName> asked, Report answer) {
    for (Question question : List.copyOf(questions)) {
      if (question.who().users().equals(asked)) {
        questions.remove(question);
        tell(question.listener(), answer);
      }
    }
  }

  /** Tells how far messages have come since this was called last. */
  void check() {
    sendings.values().removeIf(this::isDone);
  }

  private boolean isDone(Sending sending) {
    Event.Sent sent = sending.sent;
    if (sent == null) {
      return false;
    }
    DeliveryState state = chats.chat(sending.errand.to()).ticks().stateOf(sent.id(), sent.time());
    if (state.compareTo(sending.told) > 0) {
      sending.told = state;
      tell(sending.listener, new Report.Reached(state));
    }
    return state.compareTo(sending.errand.until()) >= 0;
  }

  private void tell(Report.Listener listener, Report report) {
    later.accept(() -> listener.take(report));
  }
}
