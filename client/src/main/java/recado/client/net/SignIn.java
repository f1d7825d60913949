package recado.client.net;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import recado.protocol.DeviceName;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.Request;
import recado.protocol.Secret;
import recado.protocol.Text;
import recado.protocol.UserName;

/**
 * Turns a password into a device's token.
 *
 * <p>Every call makes a connection of its own, waits for one answer and hangs up. The session
 * proper then begins with the token, the first time as every other time: it never sees a password.
 * Stateless; the caller's thread waits.
 */
public final class SignIn {
  /** What came of it. */
  public sealed interface Answer {
    /** The account has been made. */
    record Registered() implements Answer {}

    /** The password is right; this is the device's token from now on. */
    record Token(Secret token) implements Answer {}

    /** The server said no. */
    record Refused(ErrorCode code, Text message) implements Answer {}

    /** There was nobody to say anything. */
    record NoServer(Trouble why) implements Answer {}
  }

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  // A busy server checks passwords one after the other.
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(20);

  private final ServerAddress server;
  private final Trust trust;

  /** At this server, if it is trusted. */
  public SignIn(ServerAddress server, Trust trust) {
    this.server = server;
    this.trust = trust;
  }

  /** Makes an account, with an invitation if there is one: Registered, Refused or NoServer. */
  public Answer register(UserName user, Optional<Secret> invitation, Secret password) {
    return ask(new Request.Register(user, invitation.orElse(null), password));
  }

  /** Asks for a token: Token, Refused or NoServer. */
  public Answer login(UserName user, DeviceName device, Secret password) {
    return ask(new Request.Login(user, device, password));
  }

  private Answer ask(Request request) {
    try (Connection connection = Connection.open(server, trust, CONNECT_TIMEOUT)) {
      connection.limitSilence(LONGEST_SILENCE);
      connection.send(request);
      connection.flush();
      while (true) {
        for (Event event : connection.read()) {
          Optional<Answer> answer = answer(event);
          if (answer.isPresent()) {
            connection.send(new Request.Quit());
            connection.flush();
            return answer.get();
          }
        }
      }
    } catch (IOException e) {
      return new Answer.NoServer(Trouble.of(e));
    }
  }

  private static Optional<Answer> answer(Event event) {
    return switch (event) {
      case Event.Registered _ -> Optional.of(new Answer.Registered());
      case Event.Token(Secret token) -> Optional.of(new Answer.Token(token));
      case Event.Err err -> Optional.of(new Answer.Refused(err.code(), err.message()));
      default -> Optional.empty(); // the greeting, WELCOME, a PING
    };
  }
}
