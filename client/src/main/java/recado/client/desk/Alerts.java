package recado.client.desk;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import recado.client.local.NoticeLevel;
import recado.client.local.NoticeLevels;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.UserName;

/** What of all that comes in is worth an alert. Owned by the desk's thread. */
final class Alerts {
  private final UserName me;
  private final Mentions mentions;
  private final NoticeLevels levels;
  private final Set<Conversation> conversations = new HashSet<>(); // of the backlog
  private int messages;

  Alerts(UserName me, NoticeLevels levels) {
    this.me = me;
    this.mentions = Mentions.of(me);
    this.levels = levels;
  }

  /** A message that came just now: the alert, if it is worth one. */
  Optional<Alert> live(Conversation in, Event.Message message) {
    return isWorthIt(in, message)
        ? Optional.of(
            new Alert.Message(
                in, message.from(), message.text(), mentions.isIn(message.text().toString())))
        : Optional.empty();
  }

  /** A message that waited for this device. */
  void waited(Conversation in, Event.Message message) {
    if (isWorthIt(in, message)) {
      messages++;
      conversations.add(in);
    }
  }

  /** All that waited is here: one alert for it, if there was something. */
  Optional<Alert> summary() {
    Conversation only = conversations.size() == 1 ? conversations.iterator().next() : null;
    Alert.Summary summary = new Alert.Summary(messages, conversations.size(), only);
    conversations.clear();
    messages = 0;
    return summary.messages() == 0 ? Optional.empty() : Optional.of(summary);
  }

  private boolean isWorthIt(Conversation in, Event.Message message) {
    if (message.from().equals(me)) {
      return false;
    }
    NoticeLevel level = levels.of(in);
    return switch (level) {
      case ALL -> true;
      case MENTIONS -> mentions.isIn(message.text().toString());
      case NONE -> false;
    };
  }
}
