package recado.client.terminal;

import recado.client.desk.Alert;
import recado.client.texts.Harmless;
import recado.client.texts.Phrase;
import recado.protocol.Conversation;

/** What is said to a person who is not looking: a title, and a line. */
public final class AlertLines {
  private final Names names;

  /** With these names. */
  public AlertLines(Names names) {
    this.names = names;
  }

  /** Who writes, or to which group. */
  public String title(Alert alert) {
    return switch (alert) {
      case Alert.Message message -> names.of(message.in());
      case Alert.Summary summary when summary.only() != null -> names.of(summary.only());
      case Alert.Summary _ -> Phrase.PROMPT.text();
    };
  }

  /** What. */
  public String body(Alert alert) {
    return switch (alert) {
      case Alert.Message message -> body(message);
      case Alert.Summary summary when summary.only() != null ->
          Phrase.ALERT_MESSAGES.text(summary.messages());
      case Alert.Summary summary ->
          Phrase.ALERT_SUMMARY.text(summary.messages(), summary.conversations());
    };
  }

  private String body(Alert.Message message) {
    String text = Harmless.line(message.text().toString());
    boolean alone = message.in().equals(Conversation.with(message.from()));
    return alone ? text : names.of(message.from()) + ": " + text;
  }
}
