package recado.server.net;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import recado.protocol.ErrorCode;
import recado.protocol.Limits;
import recado.protocol.ProtocolException;
import recado.protocol.Request;
import recado.protocol.Secret;
import recado.protocol.UserName;
import recado.server.auth.Attempt;
import recado.server.auth.Passwords;
import recado.server.limits.LoginGuard;
import recado.server.limits.Refusals.Reason;
import recado.server.postoffice.Caller;
import recado.server.postoffice.Command;
import recado.server.store.TokenHash;

/**
 * One connection's requests with passwords and tokens: does the slow work that they need, on the
 * connection's reading thread, before the post office decides them.
 */
final class SecretRequests {
  /** Goes with what the post office will refuse anyway: no work is done for it. */
  private static final String NO_HASH = "";

  private final Line line;
  private final InetAddress address;
  private final Session.Services services;
  private final Caller caller;
  private final boolean hasPasswords;
  private final Supplier<Runnable> backlog;

  /**
   * Those of this connection.
   *
   * @param hasPasswords whether people show by a password who they are; if not, they only say it
   * @param backlog called when a login is handed in; what it gives is run when the login is settled
   */
  SecretRequests(
      Line line,
      Session.Services services,
      Caller caller,
      boolean hasPasswords,
      Supplier<Runnable> backlog) {
    this.line = line;
    this.hasPasswords = hasPasswords;
    this.services = services;
    this.caller = caller;
    this.backlog = backlog;
    address = line.address();
  }

  void take(Request.WithSecret request) throws InterruptedException {
    if (services.secretsNeedTls() && !line.isEncrypted() && !address.isLoopbackAddress()) {
      decline(request, Reason.TLS_REQUIRED, ErrorCode.TLS_REQUIRED, "connect with TLS");
      return;
    }
    switch (request) {
      case Request.Register register -> register(register);
      case Request.Login login -> login(login);
      case Request.Resume resume -> resume(resume);
      case Request.Password password -> changePassword(password);
    }
  }

  private void register(Request.Register register) throws InterruptedException {
    UserName user = register.user();
    String detail = user == null ? null : user.toString();
    if (hasPasswords && isTooShort(register.secret(), "REGISTER", detail)) {
      return;
    }
    Secret code = register.invitation();
    TokenHash invitation = code == null ? null : TokenHash.of(code.reveal());
    Command.OnFile onFile = lookUp(user, invitation);
    boolean hopeless = onFile.loggedIn() || onFile.known() || !onFile.admitted();
    if (!hopeless && !services.doorkeeper().mayRegister(address, System.nanoTime())) {
      decline(
          register,
          Reason.REGISTRATION,
          ErrorCode.RATE_LIMITED,
          "too many new accounts; try again later");
      return;
    }
    String hash = hopeless ? NO_HASH : hash(register.secret());
    submit(new Command.Register(caller, user, invitation, hash));
  }

  private String hash(Secret password) throws InterruptedException {
    return hasPasswords ? services.passwords().hash(password) : Passwords.NONE;
  }

  private void decline(Request request, Reason reason, ErrorCode code, String why) {
    services.doorkeeper().refusals().count(reason);
    submit(new Command.Decline(caller, request, code, why));
  }

  private void changePassword(Request.Password change) throws InterruptedException {
    if (isTooShort(change.secret(), "PASSWORD", null)) {
      return;
    }
    boolean hopeless = !lookUp(null, null).loggedIn();
    String hash = hopeless ? NO_HASH : services.passwords().hash(change.secret());
    submit(new Command.ChangePassword(caller, hash, newToken()));
  }

  private boolean isTooShort(Secret password, String verb, @Nullable String detail) {
    int length = password.reveal().codePointCount(0, password.reveal().length());
    if (length >= Limits.MIN_PASSWORD_CHARS) {
      return false;
    }
    String message = "a password has at least " + Limits.MIN_PASSWORD_CHARS + " characters";
    submit(
        new Command.Refuse(
            caller,
            new ProtocolException(verb, ErrorCode.WEAK_PASSWORD, detail, message).toEvent()));
    return true;
  }

  private void login(Request.Login login) throws InterruptedException {
    Command.OnFile onFile = lookUp(login.user(), null);
    boolean matches = !onFile.loggedIn() && matches(onFile.password(), login);
    String checked = matches ? onFile.password() : null;
    submit(
        new Command.Login(
            caller, login.user(), login.device(), checked, newToken(), backlog.get()));
  }

  /** A dialect without passwords opens the accounts that have none, and no others. */
  private boolean matches(@Nullable String onFile, Request.Login login)
      throws InterruptedException {
    return hasPasswords
        ? services.passwords().matches(onFile, login.secret(), attemptAt(login.user()))
        : Passwords.NONE.equals(onFile);
  }

  private Attempt attemptAt(UserName user) {
    LoginGuard guard = services.doorkeeper().loginGuard();
    return new Attempt() {
      @Override
      public Duration begin() {
        return guard.attempt(user, address, System.nanoTime());
      }

      @Override
      public void succeeded() {
        guard.succeeded(user, address, System.nanoTime());
      }
    };
  }

  private Command.OnFile lookUp(@Nullable UserName user, @Nullable TokenHash invitation)
      throws InterruptedException {
    CompletableFuture<Command.OnFile> answer = new CompletableFuture<>();
    submit(new Command.FindPassword(caller, user, invitation, answer));
    try {
      while (!line.isClosed()) {
        try {
          return answer.get(1, TimeUnit.SECONDS);
        } catch (TimeoutException expected) {
          // the post office is busy, or has ended: then the socket will be closed
        }
      }
      return Command.OnFile.NOTHING;
    } catch (ExecutionException e) {
      throw new IllegalStateException("looking up a password failed", e.getCause());
    }
  }

  private void resume(Request.Resume resume) {
    TokenHash hash = TokenHash.of(resume.secret().reveal());
    submit(new Command.Resume(caller, resume.user(), resume.device(), hash, backlog.get()));
  }

  private Command.NewToken newToken() {
    Secret token = services.passwords().newToken();
    return new Command.NewToken(token, TokenHash.of(token.reveal()));
  }

  private void submit(Command command) {
    services.postOffice().submit(command);
  }
}
