package recado.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import recado.client.terminal.Notifier;
import recado.client.texts.Language;

/** The options of the chat that say how it looks and sounds. */
final class ChatOptions {
  /** What {@link Main} looks for before all others. */
  static final String LANGUAGE = "--lang";

  @Option(names = "--line")
  private boolean line;

  @Option(names = "--notify-by", paramLabel = "${bundle:WAY}")
  private @Nullable Notifier notifyBy;

  @Option(names = "--plain")
  private boolean plain;

  @Option(names = LANGUAGE, paramLabel = "${bundle:LANGUAGE}", scope = ScopeType.INHERIT)
  @SuppressWarnings("unused") // the choice was made before
  private @Nullable Language language;

  boolean line() {
    return line;
  }

  Notifier notifier(Map<String, String> environment) {
    return notifyBy == null ? Notifier.of(environment) : notifyBy;
  }

  boolean plain() {
    return plain;
  }
}
