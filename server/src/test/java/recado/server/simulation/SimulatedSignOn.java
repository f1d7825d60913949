package recado.server.simulation;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.Secret;
import recado.server.postoffice.Command;
import recado.server.store.TokenHash;

/** How a device gets in: accounts, passwords and tokens, and when the server may forget it. */
final class SimulatedSignOn {
  /** A device unused for 30 days is forgotten; a day earlier nobody can be sure any more. */
  private static final long MAYBE_FORGOTTEN_MILLIS = 29 * 24 * 3_600_000L;

  private final SimulatedDevice device;
  private final SimulatedPerson person;

  /**
   * The server knows the device: for sure when it has said so, perhaps since it was first asked.
   */
  private boolean exists;

  private int logins;

  /** When it was used for sure. */
  private long lastUsed;

  /** It must get all that is newer than this; and of its own person's, than that. */
  private long bornAt;

  private long ownBornAt;

  /** It must not get anything again up to here. */
  private long acknowledged;

  private @Nullable CompletableFuture<Command.OnFile> lookup;
  private @Nullable Secret token;

  /** How many changes of the password had been begun when the token was asked for. */
  private int changesAtToken;

  /** How many had been made, for sure, when the server told the token. */
  private int madeAtToken;

  private String passwordTried = "";
  private int changesAtLogin;
  private @Nullable String newPassword;

  SimulatedSignOn(SimulatedDevice device, SimulatedPerson person) {
    this.device = device;
    this.person = person;
  }

  /** Whether an entry must have come here, if its audience says so. */
  boolean mustHave(long id, boolean own) {
    return exists && id > (own ? ownBornAt : bornAt);
  }

  /** Up to here the server knows for sure that it has everything. */
  long acknowledged() {
    return acknowledged;
  }

  /** Something answered says that the server knows so. */
  void acknowledged(long upTo) {
    acknowledged = Math.max(acknowledged, upTo);
  }

  /** It is known to have been used at this time. */
  void used(long time) {
    lastUsed = Math.max(lastUsed, time);
  }

  private boolean mayBeForgotten(SimulatedOracle oracle) {
    return oracle.now() - lastUsed > MAYBE_FORGOTTEN_MILLIS;
  }

  /** What was under way is not going to be answered. */
  void drop() {
    lookup = null;
    newPassword = null;
  }

  /** The first thing that it says over a new connection. */
  void begin(SimulatedConnection connection) {
    if (!person.isRegistered()) {
      person.registrations++;
      String hash = SimulatedPerson.hash(person.passwords.getFirst());
      connection.submit(new Command.Register(connection.caller, person.name, null, hash));
      return;
    }
    changesAtLogin = person.passwordChanges;
    if (token == null) {
      lookup = new CompletableFuture<>();
      connection.submit(new Command.FindPassword(connection.caller, person.name, null, lookup));
    } else {
      passwordTried = "";
      connection.madeAtToken = madeAtToken;
      TokenHash hash = TokenHash.of(token.reveal());
      connection.submit(
          new Command.Resume(connection.caller, person.name, device.name, hash, () -> {}));
    }
  }

  /** Forgets its token, as after it was installed anew. */
  void forgetToken() {
    token = null;
  }

  private Command.NewToken newToken() {
    Secret secret = Secret.of(person.name + "-" + device.name + "-" + person.nextToken++);
    return new Command.NewToken(secret, TokenHash.of(secret.reveal()));
  }

  /** Goes on with a login when the password on file is known. */
  void goOn(SimulatedConnection connection, boolean diskHasFailed) {
    if (lookup == null || !lookup.isDone()) {
      return;
    }
    String onFile = lookup.join().password();
    lookup = null;
    passwordTried = "";
    for (String password : person.passwords) {
      if (SimulatedPerson.hash(password).equals(onFile)) {
        passwordTried = password;
      }
    }
    boolean sure =
        changesAtLogin == person.passwordChanges && !diskHasFailed && !connection.isClosed();
    if (passwordTried.isEmpty() && sure) {
      throw new SimulationFailure(
          person + " has the password " + onFile + " and not one of " + person.passwords);
    }
    logins++;
    connection.submit(
        new Command.Login(
            connection.caller,
            person.name,
            device.name,
            passwordTried.isEmpty() ? null : onFile,
            newToken(),
            () -> {}));
    token = null; // the old one is void as soon as the server has this
  }

  void changePassword(SimulatedConnection connection) {
    if (person.passwords.size() > 1 || newPassword != null) {
      return;
    }
    String changed = person.newPassword();
    newPassword = changed;
    person.passwords.add(changed);
    person.passwordChanges++;
    changesAtLogin = person.passwordChanges;
    token = null;
    connection.submit(
        new Command.ChangePassword(connection.caller, SimulatedPerson.hash(changed), newToken()));
  }

  /** The server has told it WELCOME. */
  void told(SimulatedConnection connection, SimulatedOracle oracle) {
    if (connection.madeAtToken < person.passwordChangesMade) {
      throw new SimulationFailure(device + " came in with a token that the password made void");
    }
    long others = 0;
    for (SimulatedDevice other : person.devices) {
      SimulatedSignOn signOn = other.signOn;
      if (other != device && signOn.exists && !signOn.mayBeForgotten(oracle)) {
        others = Math.max(others, signOn.acknowledged);
      }
    }
    if (!exists) {
      exists = true;
      bornAt = person.acknowledged;
      ownBornAt = oracle.book.newestWritten();
      acknowledged = logins == 1 ? others : 0;
    } else if (mayBeForgotten(oracle)) {
      bornAt = person.acknowledged;
      ownBornAt = oracle.book.newestWritten();
      acknowledged = 0;
      device.mayHaveBeenForgotten();
    }
    used(oracle.now());
  }

  void toldToken() {
    madeAtToken = person.passwordChangesMade;
  }

  void toldPasswordChanged() {
    person.passwordChangesMade = changesAtLogin;
    madeAtToken = changesAtLogin;
  }

  void receiveToken(Secret secret) {
    token = secret;
    changesAtToken = changesAtLogin;
  }

  void receiveWelcome() {
    if (changesAtLogin == person.passwordChanges && !passwordTried.isEmpty() && token == null) {
      person.passwords.removeIf(password -> !password.equals(passwordTried));
    }
  }

  void receivePasswordChanged() {
    if (newPassword != null) {
      person.passwords.removeIf(password -> !password.equals(newPassword));
      newPassword = null;
    }
  }

  void receiveNumber(String number) {
    if (person.number != null && !person.number.isEmpty() && !person.number.equals(number)) {
      throw new SimulationFailure(person + " is " + person.number + " and " + number);
    }
    person.number = number;
  }

  /** It was refused to come in, or to change its password. */
  void refused(Event.Err error, boolean undone, SimulatedOracle oracle) {
    boolean unavailable = error.code() == ErrorCode.UNAVAILABLE;
    boolean sure = !unavailable && changesAtLogin == person.passwordChanges;
    switch (error.verb()) {
      case "REGISTER" -> registerRefused(!unavailable, unavailable && undone);
      case "RESUME" -> {
        if (sure && changesAtToken == person.passwordChanges && !mayBeForgotten(oracle)) {
          throw new SimulationFailure(device + ": a token that nobody has made void is refused");
        }
        token = unavailable ? token : null;
      }
      case "LOGIN" -> {
        if (sure && !passwordTried.isEmpty()) {
          throw new SimulationFailure(device + ": a right password is refused: " + error);
        }
      }
      case "PASSWORD" -> {
        if (newPassword != null && undone) {
          person.passwords.remove(newPassword);
        }
        newPassword = null;
      }
      default -> throw new IllegalArgumentException(error.verb());
    }
  }

  private void registerRefused(boolean taken, boolean refused) {
    if (refused) {
      person.registrations--;
    } else if (taken && person.registrations < 2) {
      throw new SimulationFailure(person + " is taken, by nobody who was answered otherwise");
    } else if (taken) {
      person.number = ""; // by an earlier attempt
    }
  }
}
