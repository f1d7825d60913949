package recado.server.postoffice;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import recado.protocol.DeviceName;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.Request;
import recado.protocol.Secret;
import recado.protocol.UserName;
import recado.server.store.TokenHash;

/** What others hand to the post office. */
public sealed interface Command {
  /** Who is to be answered if it fails, or null if nobody. */
  default @Nullable Caller caller() {
    return null;
  }

  /** A request that needs no secret work: decided as it is. */
  record Ask(Caller caller, Request request) implements Command {}

  /** The same for some requests in a row. */
  record AskAll(Caller caller, List<Request> requests) implements Command {}

  /** A connection's line could not be carried out; the answer takes its turn among the others. */
  record Refuse(Caller caller, Event.Err error) implements Command {}

  /** A request that may not be carried out, for this reason: it is answered in its turn. */
  record Decline(Caller caller, Request request, ErrorCode code, String why) implements Command {}

  /** A connection has come, and gets its greeting. */
  record Connect(Caller caller, Event greeting) implements Command {}

  /** Tells an event in its turn. */
  record Tell(Caller caller, Event event) implements Command {}

  /** Says goodbye to a connection and ends it. */
  record Dismiss(Caller caller, String why) implements Command {}

  /** A connection has ended. */
  record HangUp(Caller caller) implements Command {}

  /** An outlet has written everything and has room for more of the mailbox. */
  record Drained(Caller caller) implements Command {}

  /**
   * Which password hash is on file for this user, if any is asked for? Asked before slow work.
   *
   * @param invitation what a new account would be made with, or null
   */
  record FindPassword(
      Caller caller,
      @Nullable UserName user,
      @Nullable TokenHash invitation,
      CompletableFuture<OnFile> answer)
      implements Command {}

  /**
   * What is on file.
   *
   * @param loggedIn this connection has a user already
   * @param known there is an account of this name
   * @param password the hash that opens it, or null if none does
   * @param admitted an account may be made with that invitation
   */
  record OnFile(boolean loggedIn, boolean known, @Nullable String password, boolean admitted) {
    /** Of a connection that has ended, or a disk that has. */
    public static final OnFile NOTHING = new OnFile(false, false, null, false);
  }

  /**
   * Make an account with this password hash, and an invitation if there is one.
   *
   * @param user null if its number is to be its name
   */
  record Register(
      Caller caller, @Nullable UserName user, @Nullable TokenHash invitation, String password)
      implements Command {}

  /**
   * The password has been checked against this hash: begin a session, and give the device a token.
   *
   * @param checked the hash it was checked against, or null if it did not match
   * @param settled run when SYNCED has been sent or the login has failed
   */
  record Login(
      Caller caller,
      UserName user,
      DeviceName device,
      @Nullable String checked,
      NewToken token,
      Runnable settled)
      implements Command {}

  /** A token that the device gets, and what is kept of it. */
  record NewToken(Secret token, TokenHash hash) {}

  /** Begin a session with the device's token. */
  record Resume(Caller caller, UserName user, DeviceName device, TokenHash token, Runnable settled)
      implements Command {}

  /** Change the password to one with this hash. */
  record ChangePassword(Caller caller, String password, NewToken token) implements Command {}

  /** What the operator asks for. */
  record Administer(Administration asked) implements Command {}

  /** Stop: say goodbye to all and make everything safe. */
  record Stop() implements Command {}
}
