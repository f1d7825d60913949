package recado.client.net;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Why there is no connection. */
public enum Trouble {
  /** The host is there, but no program listens on that port. */
  REFUSED,
  /** No host has this name. */
  NO_SUCH_HOST,
  /** Nothing came in the time that was given. */
  NO_ANSWER,
  /** The server ended the connection. */
  CLOSED,
  /** Something answers, but it is no server of ours. */
  NOT_RECADO,
  /** It cannot show that it is the server that was meant. */
  UNTRUSTED,
  /** It does not speak TLS, or speaks nothing else. */
  NO_TLS,
  /** The network did, or something between here and there. */
  BROKEN;

  static Trouble of(IOException e) {
    return switch (e) {
      case ConnectException _ -> REFUSED;
      case UnknownHostException _ -> NO_SUCH_HOST;
      case SocketTimeoutException _ -> NO_ANSWER;
      case UntrustedException _ -> UNTRUSTED;
      case SSLException _ -> NO_TLS;
      case EOFException _ -> CLOSED;
      default -> BROKEN;
    };
  }
}
