package recado.client.bench;

import recado.protocol.Event;

/** What a connected peer does with what comes. Called by its loop's thread. */
interface Part {
  /** Takes everything, and wants nothing. */
  Part IDLE = new Part() {};

  /** A message has come; the cursor stands at its text, and is valid until this returns. */
  default void message(LineCursor text, long now) {}

  /** The server has a message of this peer. */
  default void sent(long cid, long now) {}

  /** Something has happened to a group of this peer. */
  default void group(Event.GroupEvent event) {}
}
