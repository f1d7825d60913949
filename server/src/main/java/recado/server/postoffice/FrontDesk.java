package recado.server.postoffice;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.Request;
import recado.protocol.Text;
import recado.server.store.AccountStore;

/** Gives each command to the desk whose business it is, and knows who is connected. */
final class FrontDesk {
  private final Effects effects;
  private final SessionDesk sessions;
  private final MessageDesk messages;
  private final GroupDesk groups;
  private final DirectoryDesk directory;
  private final AdminDesk admin;
  private final Set<Caller> connected = new LinkedHashSet<>();
  private boolean stopped;

  FrontDesk(Office office, AccountStore accountStore, Admission admission) {
    effects = office.effects();
    sessions = new SessionDesk(office, accountStore, admission);
    messages = new MessageDesk(office);
    groups = new GroupDesk(office);
    directory = new DirectoryDesk(office);
    admin = new AdminDesk(office, sessions, groups, admission, connected);
  }

  /** Whether somebody has asked to stop. */
  boolean stopped() {
    return stopped;
  }

  void forgetUnusedDevices() {
    sessions.forgetUnusedDevices();
  }

  void decide(Command command) throws Refusal {
    switch (command) {
      case Command.Ask(Caller caller, Request request) -> serve(caller, request);
      case Command.AskAll _ -> throw new IllegalArgumentException("to be decided one by one");
      case Command.Drained(Caller caller) -> sessions.drained(caller);
      case Command.Connect(Caller caller, Event greeting) -> {
        connected.add(caller);
        effects.tell(caller, greeting);
      }
      case Command.HangUp(Caller caller) -> {
        connected.remove(caller);
        sessions.detach(caller);
        effects.close(caller);
      }
      case Command.Refuse(Caller caller, Event.Err error) -> effects.tell(caller, error);
      case Command.Decline declined -> throw new Refusal(declined.code(), null, declined.why());
      case Command.Tell(Caller caller, Event event) -> effects.tell(caller, event);
      case Command.Dismiss(Caller caller, String why) -> sessions.end(caller, why);
      case Command.FindPassword find -> sessions.findPassword(find);
      case Command.Register register -> sessions.register(register);
      case Command.Login login -> sessions.login(login);
      case Command.Resume resume -> sessions.resume(resume);
      case Command.ChangePassword change -> {
        Session session = session(change.caller());
        sessions.changePassword(change.caller(), session.account(), session.device(), change);
      }
      case Command.Administer(Administration asked) -> admin.decide(asked);
      case Command.Stop _ -> {
        for (Caller caller : List.copyOf(connected)) {
          sessions.end(caller, "shutdown");
        }
        stopped = true;
      }
    }
  }

  /** Stops although the disk has failed: nothing is recorded any more. */
  private void stop() {
    for (Caller caller : connected) {
      effects.tell(caller, new Event.Bye(Text.of("shutdown")));
      effects.close(caller);
    }
    stopped = true;
  }

  private record Session(Account account, Device device) {}

  private static Session session(Caller caller) throws Refusal {
    if (caller.account == null || caller.device == null) {
      throw new Refusal(ErrorCode.NOT_LOGGED_IN, null, "log in first");
    }
    return new Session(caller.account, caller.device);
  }

  private void serve(Caller caller, Request request) throws Refusal {
    switch (request) {
      case Request.Ping(String token) -> effects.tell(caller, new Event.Pong(token));
      case Request.Pong _ -> {} // having been read was its purpose
      case Request.Quit _ -> sessions.end(caller, "goodbye");
      case Request.InSession inSession -> {
        Session session = session(caller);
        serve(caller, session.account(), session.device(), inSession);
      }
      case Request.WithSecret _ ->
          throw new IllegalArgumentException("needs work before it can be decided");
    }
  }

  private void serve(Caller caller, Account account, Device device, Request.InSession request)
      throws Refusal {
    switch (request) {
      case Request.Send send -> messages.send(caller, account, device, send);
      case Request.Ack ack -> messages.acknowledge(account, device, ack);
      case Request.Read read -> messages.read(account, device, read);
      case Request.Typing typing -> messages.typing(account, typing);
      case Request.Info info -> messages.info(caller, account, info);
      case Request.Who who -> directory.who(caller, who);
      case Request.Watch watch -> directory.watch(caller, watch);
      case Request.Unwatch unwatch -> directory.unwatch(caller, unwatch);
      case Request.Block(var user) -> directory.block(caller, account, user);
      case Request.Unblock(var user) -> directory.unblock(caller, account, user);
      case Request.Blocks _ -> directory.blocks(caller, account);
      case Request.Groups _ -> groups.list(caller, account);
      case Request.OfGroup ofGroup -> groups.serve(caller, account, ofGroup);
    }
  }

  /** The connection that wanted this has been ended meanwhile: nothing is done, nobody waits. */
  void abandon(Command command) {
    if (command instanceof Command.FindPassword find) {
      find.answer().complete(Command.OnFile.NOTHING);
    }
    settleLogin(command);
  }

  /** A login that has failed is over: the connection's next command may be taken. */
  void settleLogin(Command command) {
    if (command instanceof Command.Login login) {
      effects.then(login.settled());
    } else if (command instanceof Command.Resume resume) {
      effects.then(resume.settled());
    }
  }

  /** The disk has failed: what would change anything is refused. */
  void refuseUnavailable(Command command) {
    switch (command) {
      case Command.Ask(Caller caller, Request.Quit _) -> {
        effects.tell(caller, new Event.Bye(Text.of("goodbye")));
        effects.close(caller);
      }
      case Command.HangUp(Caller caller) -> {
        connected.remove(caller);
        effects.close(caller);
      }
      case Command.Stop _ -> stop();
      case Command.Administer(Administration asked) -> admin.fail(asked, "the disk has failed");
      case Command.AskAll _ -> throw new IllegalArgumentException("to be refused one by one");
      case Command.FindPassword find -> find.answer().complete(Command.OnFile.NOTHING);
      case Command.Drained(Caller caller) -> {
        // its mailbox may hold what was refused: it must not be read on
        effects.tell(caller, new Event.Bye(Text.of("the disk has failed")));
        effects.close(caller);
        sessions.settle(caller);
      }
      case Command.Login login -> {
        effects.tell(login.caller(), Answers.unavailable(login));
        effects.then(login.settled());
      }
      case Command.Resume resume -> {
        effects.tell(resume.caller(), Answers.unavailable(resume));
        effects.then(resume.settled());
      }
      case Command.Connect(Caller caller, Event greeting) -> {
        connected.add(caller);
        effects.tell(caller, greeting);
      }
      case Command.Tell(Caller caller, Event event) -> effects.tell(caller, event);
      case Command.Refuse(Caller caller, Event.Err error) -> effects.tell(caller, error);
      case Command.Ask(Caller caller, Request.Ping(String token)) ->
          effects.tell(caller, new Event.Pong(token));
      case Command.Ask(Caller _, Request.Pong _) -> {}
      case Command.Dismiss(Caller caller, String _) -> effects.close(caller);
      case Command.Ask(Caller caller, Request _) ->
          effects.tell(caller, Answers.unavailable(command));
      case Command.Decline declined ->
          effects.tell(declined.caller(), Answers.unavailable(command));
      case Command.Register(Caller caller, var _, var _, var _) ->
          effects.tell(caller, Answers.unavailable(command));
      case Command.ChangePassword(Caller caller, var _, var _) ->
          effects.tell(caller, Answers.unavailable(command));
    }
  }
}
