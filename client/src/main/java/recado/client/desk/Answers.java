package recado.client.desk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import recado.protocol.Event;
import recado.protocol.GroupName;
import recado.protocol.Request;

/**
 * What was asked of the server and is not answered yet. The server answers in the order of asking:
 * whatever stands before an answered request was answered, too, or needs no answer. Owned by the
 * desk's thread.
 */
final class Answers {
  /** Who waits for an answer. */
  enum Asker {
    PERSON,
    SCRIPT,
    /** The client itself. */
    NOBODY
  }

  /**
   * Something that was asked.
   *
   * @param asker who waits for the answer
   * @param lines what the answer consists of, so far
   */
  record Asked(Request request, Asker asker, List<Event> lines) {
    /** Whether no person waits to see it. */
    boolean isQuiet() {
      return asker != Asker.PERSON;
    }

    /** The lines that are of this kind, which is all of them for the kind that belongs to it. */
    <T extends Event> List<T> lines(Class<T> kind) {
      return lines.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
  }

  private final Deque<Asked> open = new ArrayDeque<>();

  void expect(Request request, Asker asker) {
    open.add(new Asked(request, asker, new ArrayList<>()));
  }

  /** A line of a list; nothing happens if nobody asked for it. */
  void line(Event line) {
    first(asked -> isLineOf(line, asked.request())).ifPresent(asked -> asked.lines().add(line));
  }

  private static boolean isLineOf(Event line, Request request) {
    return switch (line) {
      case Event.Presence _ -> request instanceof Request.Who;
      case Event.Member member ->
          request instanceof Request.GroupInfo(GroupName group) && group.equals(member.group());
      case Event.GroupOf _ -> request instanceof Request.Groups;
      case Event.ReceiptOf _ -> request instanceof Request.Info;
      case Event.Blocked _ -> request instanceof Request.Blocks;
      default -> false;
    };
  }

  /** A list is complete. */
  Optional<Asked> end(Event.End end) {
    return settle(
        asked ->
            switch (end.list()) {
              case "WHO" -> asked.request() instanceof Request.Who;
              case "WATCH" ->
                  asked.request() instanceof Request.Watch
                      || asked.request() instanceof Request.Unwatch;
              case "GROUP" -> asked.request() instanceof Request.GroupInfo;
              case "GROUPS" -> asked.request() instanceof Request.Groups;
              case "INFO" -> asked.request() instanceof Request.Info;
              case "BLOCKS" -> asked.request() instanceof Request.Blocks;
              default -> false;
            });
  }

  /** A request has its answer in one event, which was {@code BLOCKED} or the like. */
  Optional<Asked> done(Predicate<Request> request) {
    return settle(asked -> request.test(asked.request()));
  }

  /** A request failed. */
  Optional<Asked> failed(Event.Err err) {
    return settle(
        asked ->
            verbOf(asked.request()).equals(err.verb())
                && (err.detail() == null
                    || !(asked.request() instanceof Request.OfGroup ofGroup)
                    || ofGroup.group().toString().equals(err.detail())));
  }

  /** The connection is gone, and with it every answer: whether a person waits for one. */
  boolean lost() {
    boolean waitedFor = open.stream().anyMatch(asked -> !asked.isQuiet());
    open.clear();
    return waitedFor;
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  private Optional<Asked> first(Predicate<Asked> which) {
    return open.stream().filter(which).findFirst();
  }

  /** Takes out the first such request and all before it. */
  private Optional<Asked> settle(Predicate<Asked> which) {
    Optional<Asked> found = first(which);
    boolean taken = found.isEmpty();
    while (!taken) {
      taken = which.test(open.remove());
    }
    return found;
  }

  /** What an {@code ERR} names a request by. */
  private static String verbOf(Request request) {
    return switch (request) {
      case Request.Who _ -> "WHO";
      case Request.Groups _ -> "GROUPS";
      case Request.OfGroup _ -> "GROUP";
      case Request.Info _ -> "INFO";
      case Request.Block _ -> "BLOCK";
      case Request.Unblock _ -> "UNBLOCK";
      case Request.Blocks _ -> "BLOCKS";
      case Request.Password _ -> "PASSWORD";
      case Request.Watch _ -> "WATCH";
      case Request.Unwatch _ -> "UNWATCH";
      case Request.Register _,
          Request.Login _,
          Request.Resume _,
          Request.Send _,
          Request.Ack _,
          Request.Read _,
          Request.Typing _,
          Request.Ping _,
          Request.Pong _,
          Request.Quit _ ->
          "";
    };
  }
}
