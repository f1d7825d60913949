package recado.server.net;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import recado.protocol.Request;
import recado.server.postoffice.Caller;
import recado.server.postoffice.Command;
import recado.server.postoffice.PostOffice;

/**
 * A connection's requests that the post office has not decided yet: so many and no more, then
 * asking waits. What came together is handed in together.
 */
final class UnderWay {
  private static final int MAX = 256;
  private static final int MAX_GATHERED = 64;

  private final PostOffice office;
  private final Semaphore free = new Semaphore(MAX);

  /** Requests that came together. The reading thread's. */
  private final List<Request> gathered = new ArrayList<>();

  UnderWay(PostOffice office) {
    this.office = office;
  }

  boolean hasGathered() {
    return !gathered.isEmpty();
  }

  /** Keeps a request for {@link #submitGathered}; returns whether it is time for that. */
  boolean gather(Request request) {
    gathered.add(request);
    return gathered.size() == MAX_GATHERED;
  }

  void submitGathered(Caller caller) throws InterruptedException {
    if (!gathered.isEmpty()) {
      free.acquire(gathered.size());
      office.submit(new Command.AskAll(caller, List.copyOf(gathered)));
      gathered.clear();
    }
  }

  /** Any thread of the connection may ask for one thing. */
  void ask(Caller caller, Request request) throws InterruptedException {
    free.acquire();
    office.submit(new Command.Ask(caller, request));
  }

  /**
   * A request that is answered with a list, which can be long, is under way alone: its answer is in
   * the outbox before the next is taken.
   */
  void askForList(Caller caller, Request request) throws InterruptedException {
    free.acquire(MAX);
    office.submit(new Command.Ask(caller, request));
    free.acquire(); // its answer is out
    free.release(MAX);
  }

  /** So many have been decided, and their answers let out. */
  void decided(int requests) {
    free.release(requests);
  }

  /** Nobody waits any more for answers that never come. */
  void giveUp() {
    free.release(2 * MAX);
  }
}
