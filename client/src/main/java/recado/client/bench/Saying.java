package recado.client.bench;

import org.jspecify.annotations.Nullable;
import recado.client.texts.Language;
import recado.client.texts.Wording;

/**
 * What {@code bench} says to people, by name. The words are in {@code sayings.properties} and its
 * translations, in this order; those of figures follow, by the name of the {@link Figure}. What it
 * writes for programs, as JSON, is the same in every language.
 */
enum Saying {
  NEEDS_COMMAND,
  NEEDS_VALUE,
  OUT_OF_RANGE,
  OTHER_MACHINE,
  NO_HOST,
  NO_PROCESS,
  SIGNING_IN,
  MAKING_GROUP,
  WARMING_UP,
  MEASURING,
  MEASURING_BEFORE,
  MEASURING_WHILE,
  CATCHING_UP,
  LEAVING,
  WRITING_TO_ABSENT,
  COMING_BACK,
  SECONDS_OF,
  SO_MANY_OF,
  STUCK,
  TOO_MANY_CONNECTIONS,
  OPEN_FILES,
  NO_FREE_PORT,
  CONNECTING,
  REFUSED,
  ENDED,
  ENDED_SIGNING_IN,
  HUNG_UP,
  NO_SUCH_LINE,
  NO_SELECTOR,
  WAITING,
  OVERLOADED,
  INTERRUPTED,
  BUG,
  ENDED_EARLY,
  FAULTY,
  CANNOT_READ,
  CANNOT_WRITE,
  NO_RESULT,
  NO_JSON,
  NOTHING_TO_DRAW,
  LATENCY_CHART,
  THROUGHPUT_CHART,
  MESSAGES_A_SECOND,
  LATENCY,
  CONNECTIONS,
  MICROSECONDS,
  GREATEST;

  private static final Wording WORDS = new Wording("recado.client.bench.sayings");

  /** The words, with these filled in. */
  String text(@Nullable Object... fillings) {
    return WORDS.text(name(), fillings);
  }

  /** What a table calls a figure. */
  static String figure(Figure figure) {
    return WORDS.raw("FIGURE_" + figure.name(), Language.inUse());
  }
}
