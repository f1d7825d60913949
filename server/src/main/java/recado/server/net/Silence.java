package recado.server.net;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * For how long a peer has said nothing. The session's reader says when it listens and when it has
 * heard something, the inspector judges.
 */
final class Silence {
  /** What a silence means. */
  enum Verdict {
    /** There is none. */
    NONE,
    /** The peer should be asked for a sign of life. */
    LONG,
    /** The peer was asked, and has said nothing. */
    UNANSWERED
  }

  /** Something has come since the inspector's last look. */
  private volatile boolean heard;

  /**
   * The reader waits for the peer. While it waits for something else (the end of a backlog, room, a
   * password's hash), what the peer says is not heard, and silence means nothing.
   */
  private final AtomicBoolean listening = new AtomicBoolean();

  // The inspector's: since when nothing has come, and whether the peer was asked for a sign of
  // life.
  private long since;
  private boolean asked;

  private final long quietNanos;

  /**
   * A silence that begins now, as {@link System#nanoTime} tells.
   *
   * @param quiet without a word for so long, a peer is asked for a sign of life; twice so long, it
   *     is let go
   */
  Silence(Duration quiet, long now) {
    quietNanos = quiet.toNanos();
    since = now;
  }

  /** The reader waits for the peer. */
  void listen() {
    listening.setRelease(true); // which costs nothing, unlike a volatile write
  }

  /** The reader has heard something, and does something else. */
  void heard() {
    if (!heard) { // most of the time it is set already, and looking costs less than setting
      heard = true;
    }
    listening.setRelease(false);
  }

  /** Whether the reader waits for the peer. */
  boolean isListening() {
    return listening.getAcquire();
  }

  /** What the silence up to now means; what is asked for is taken for done. */
  Verdict judge(long now) {
    if (heard || !listening.getAcquire()) {
      heard = false;
      asked = false;
      since = now;
      return Verdict.NONE;
    }
    if (now - since <= quietNanos) {
      return Verdict.NONE;
    }
    since = now;
    Verdict verdict = asked ? Verdict.UNANSWERED : Verdict.LONG;
    asked = true;
    return verdict;
  }
}
