package recado.server.postoffice;

import org.jspecify.annotations.Nullable;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.Request;
import recado.protocol.Text;
import recado.protocol.UserName;

/** How a failed command is answered: with its verb, and the cid, name or id that it is about. */
final class Answers {
  private Answers() {}

  /** The line that refuses a command. */
  static Event.Err refuse(Command command, Refusal refusal) {
    boolean isSend = command instanceof Command.Ask(Caller _, Request.Send _);
    // who pipelines SENDs knows by the cid alone which one failed
    String detail = refusal.detail == null || isSend ? detail(command) : refusal.detail;
    return new Event.Err(verb(command), refusal.code, detail, Text.of(refusal.message()));
  }

  /** The line for a command that fails because the disk does. */
  static Event.Err unavailable(Command command) {
    return new Event.Err(
        verb(command),
        ErrorCode.UNAVAILABLE,
        detail(command),
        Text.of("the server cannot keep anything at the moment; try again later"));
  }

  private static String verb(Command command) {
    return switch (command) {
      case Command.Ask(Caller _, Request request) -> verb(request);
      case Command.Decline decline -> verb(decline.request());
      case Command.Register _ -> "REGISTER";
      case Command.Login _, Command.FindPassword _ -> "LOGIN";
      case Command.Resume _ -> "RESUME";
      case Command.ChangePassword _ -> "PASSWORD";
      case Command.Refuse(Caller _, Event.Err error) -> error.verb();
      case Command.Connect _,
          Command.AskAll _,
          Command.Tell _,
          Command.Dismiss _,
          Command.HangUp _,
          Command.Drained _,
          Command.Administer _,
          Command.Stop _ ->
          "-";
    };
  }

  private static @Nullable String detail(Command command) {
    return switch (command) {
      case Command.Ask(Caller _, Request request) -> detail(request);
      case Command.Decline decline -> detail(decline.request());
      case Command.Register register -> written(register.user());
      case Command.Login login -> login.user().toString();
      case Command.Resume resume -> resume.user().toString();
      case Command.Refuse(Caller _, Event.Err error) -> error.detail();
      case Command.ChangePassword _,
          Command.FindPassword _,
          Command.AskAll _,
          Command.Connect _,
          Command.Tell _,
          Command.Dismiss _,
          Command.HangUp _,
          Command.Drained _,
          Command.Administer _,
          Command.Stop _ ->
          null;
    };
  }

  private static @Nullable String written(@Nullable UserName name) {
    return name == null ? null : name.toString();
  }

  private static String verb(Request request) {
    return switch (request) {
      case Request.Send _ -> "SEND";
      case Request.Ack _ -> "ACK";
      case Request.Read _ -> "READ";
      case Request.Typing _ -> "TYPING";
      case Request.Info _ -> "INFO";
      case Request.Who _ -> "WHO";
      case Request.Watch _ -> "WATCH";
      case Request.Unwatch _ -> "UNWATCH";
      case Request.Block _ -> "BLOCK";
      case Request.Unblock _ -> "UNBLOCK";
      case Request.Blocks _ -> "BLOCKS";
      case Request.Groups _ -> "GROUPS";
      case Request.OfGroup _ -> "GROUP";
      case Request.Register _ -> "REGISTER";
      case Request.Login _ -> "LOGIN";
      case Request.Resume _ -> "RESUME";
      case Request.Password _ -> "PASSWORD";
      case Request.Ping _ -> "PING";
      case Request.Pong _ -> "PONG";
      case Request.Quit _ -> "QUIT";
    };
  }

  private static @Nullable String detail(Request request) {
    return switch (request) {
      case Request.Send send -> send.cid().toString();
      case Request.Ack ack -> ack.upTo().toString();
      case Request.Info info -> info.message().toString();
      case Request.Read read -> read.conversation().toString();
      case Request.Typing typing -> typing.conversation().toString();
      case Request.OfGroup ofGroup -> ofGroup.group().toString();
      case Request.Block block -> block.user().toString();
      case Request.Unblock unblock -> unblock.user().toString();
      case Request.Register register -> written(register.user());
      case Request.Login login -> login.user().toString();
      case Request.Resume resume -> resume.user().toString();
      case Request.Who _,
          Request.Watch _,
          Request.Unwatch _,
          Request.Blocks _,
          Request.Groups _,
          Request.AtAnyTime _,
          Request.Password _ ->
          null;
    };
  }
}
