package recado.client.local;

import org.jspecify.annotations.Nullable;
import recado.protocol.DeviceName;
import recado.protocol.Secret;
import recado.protocol.UserName;

/**
 * Who a person is at one server, and this machine's part in it. Without a token the password has to
 * be asked for.
 *
 * @param server as it was given: {@code host:port}
 */
public record Account(String server, UserName user, DeviceName device, @Nullable Secret token) {
  /** The same with another token, or none. */
  public Account with(@Nullable Secret newToken) {
    return new Account(server, user, device, newToken);
  }
}
