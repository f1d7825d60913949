package recado.server.net;

import recado.protocol.Request;

/** What an outlet wants of the connection whose peer it tells. */
interface Connection {
  /** Asks for something in the peer's name. */
  void ask(Request request) throws InterruptedException;

  /** All has been written, and somebody had wanted to know. */
  void drained();

  /** Writing has failed, or the last word was written. */
  void over();
}
