package recado.server.dialect.zap;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import recado.protocol.Conversation;
import recado.protocol.GroupName;
import recado.protocol.UserName;

/**
 * An account or a group as this protocol names it: by its number. On the wire it has 13 characters
 * in one of two forms, the digits themselves or what Interzap makes of the last of them, {@code
 * Client-000001} and {@code Group-0000001}.
 *
 * @param number 13 digits; a group's begin with 2
 */
record ZapId(String number) {
  /** In either form. */
  static final int CHARS = 13;

  private static final Pattern DIGITS = Pattern.compile("[0-9]{13}");
  private static final Pattern NAMED = Pattern.compile("Client-([0-9]{6})|Group-([0-9]{7})");
  private static final String CLIENTS = "1000000";
  private static final String GROUPS = "200000";

  /** Reads either form; null if it is neither. */
  static @Nullable ZapId parse(String written) {
    if (DIGITS.matcher(written).matches()) {
      return new ZapId(written);
    }
    Matcher named = NAMED.matcher(written);
    if (!named.matches()) {
      return null;
    }
    return new ZapId(named.group(1) == null ? GROUPS + named.group(2) : CLIENTS + named.group(1));
  }

  boolean isGroup() {
    return number.startsWith("2");
  }

  /** As an account, by its number. */
  UserName user() {
    return new UserName(number);
  }

  /** By its number. */
  Conversation conversation() {
    return isGroup() ? Conversation.in(new GroupName(number)) : Conversation.with(user());
  }

  /** As Interzap writes it; a number that is too great for that stays as it is. */
  String named() {
    if (number.startsWith(CLIENTS)) {
      return "Client-" + number.substring(CLIENTS.length());
    }
    return number.startsWith(GROUPS) ? "Group-" + number.substring(GROUPS.length()) : number;
  }

  /** The digits. */
  @Override
  public String toString() {
    return number;
  }
}
