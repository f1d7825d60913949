package recado.client.desk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import recado.client.local.History;
import recado.protocol.DeliveryState;
import recado.protocol.Event;
import recado.protocol.UserName;

/** The history with today's ticks. Owned by the desk's thread. */
final class Pages {
  private final UserName me;
  private final History history;

  Pages(UserName me, History history) {
    this.me = me;
    this.history = history;
  }

  /** The last of a conversation, at most so many. */
  List<Shown.Past> last(Chat chat, int count) throws IOException {
    return ticked(chat, history.last(chat.conversation(), count));
  }

  /** What is at these positions, as far as there is something. */
  List<Shown.Past> at(Chat chat, int from, int to) throws IOException {
    return ticked(chat, history.read(chat.conversation(), from, to));
  }

  List<Shown.Past> ticked(Chat chat, List<Event.Entry> entries) {
    List<Shown.Past> past = new ArrayList<>();
    entries.forEach(entry -> past.add(new Shown.Past(entry, tickOf(chat, entry))));
    return past;
  }

  private DeliveryState tickOf(Chat chat, Event.Entry entry) {
    return entry instanceof Event.Message message && message.from().equals(me)
        ? chat.ticks().stateOf(message.id(), message.time())
        : DeliveryState.PENDING;
  }
}
