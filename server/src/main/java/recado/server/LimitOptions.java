package recado.server;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import recado.protocol.Limits;
import recado.server.limits.ConnectionLimits;
import recado.server.limits.Rate;
import recado.server.postoffice.Quotas;

/** The options that say how much one guest may take of what all share. */
final class LimitOptions {
  private static final int MIN_LINE_BYTES = 1024;
  private static final int MIB = 1 << 20;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--max-connections",
      defaultValue = "10000",
      paramLabel = "N",
      description = "Connections in all (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--max-connections-per-address",
      defaultValue = "2000",
      paramLabel = "N",
      description =
          "Connections of one address; of IPv6, of one /64 (default: ${DEFAULT-VALUE}). A school"
              + " may have one address.")
  private int connectionsPerAddress;

  @Option(
      names = "--connection-rate",
      defaultValue = "3000/m",
      paramLabel = "RATE",
      converter = RateConverter.class,
      description =
          "New connections of one address: N/s, N/m or N/h, which is N at once, and as many again"
              + " in each second, minute or hour (default: ${DEFAULT-VALUE}).")
  private Rate connectionRate = Rate.UNLIMITED;

  @Option(
      names = "--login-time",
      defaultValue = "120",
      paramLabel = "SECONDS",
      description = "Who has not logged in after so long is let go (default: ${DEFAULT-VALUE}).")
  private int loginSeconds;

  @Option(
      names = "--idle-time",
      defaultValue = "180",
      paramLabel = "SECONDS",
      description =
          "Who has said nothing for so long gets a PING, and is let go if they do not answer within"
              + " as long again (default: ${DEFAULT-VALUE}).")
  private int idleSeconds;

  @Option(
      names = "--failed-logins",
      defaultValue = "5",
      paramLabel = "N",
      description =
          "After so many wrong passwords for an account (four times as many from an address) the"
              + " next waits, longer each time; where its owner has logged in before, they do not"
              + " wait for what others do (default: ${DEFAULT-VALUE}).")
  private int failedLogins;

  @Option(
      names = "--login-delay-max",
      defaultValue = "30",
      paramLabel = "SECONDS",
      description = "So long at most (default: ${DEFAULT-VALUE}).")
  private int longestDelaySeconds;

  @Option(
      names = "--registration-rate",
      defaultValue = "1200/h",
      paramLabel = "RATE",
      converter = RateConverter.class,
      description = "New accounts from one address (default: ${DEFAULT-VALUE}).")
  private Rate registrationRate = Rate.UNLIMITED;

  @Option(
      names = "--guest-rate",
      defaultValue = "3000/s",
      paramLabel = "RATE",
      converter = RateConverter.class,
      description =
          "Requests of all connections together that have not logged in; beyond it they wait"
              + " (default: ${DEFAULT-VALUE}).")
  private Rate guestRate = Rate.UNLIMITED;

  @Option(
      names = "--message-rate",
      defaultValue = "6000/m",
      paramLabel = "RATE",
      converter = RateConverter.class,
      description =
          "Messages and other requests of one session; who is faster is told so, and who goes on is"
              + " let go (default: ${DEFAULT-VALUE}).")
  private Rate requestRate = Rate.UNLIMITED;

  @Option(
      names = "--groups-per-user",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Groups that one person may be in (default: ${DEFAULT-VALUE}).")
  private int groupsPerUser;

  @Option(
      names = "--group-members",
      defaultValue = "10000",
      paramLabel = "N",
      description = "Members that one group may have (default: ${DEFAULT-VALUE}).")
  private int groupMembers;

  @Option(
      names = "--mailbox-limit",
      defaultValue = "100000",
      paramLabel = "N",
      description =
          "How many entries may wait for a device; who writes to a full mailbox is told that it is"
              + " (default: ${DEFAULT-VALUE}).")
  private int mailboxLimit;

  @Option(
      names = "--max-text",
      defaultValue = "" + Limits.MAX_TEXT_BYTES,
      paramLabel = "BYTES",
      description = "The longest text of a message (default: ${DEFAULT-VALUE}, the most there is).")
  private int textBytes;

  @Option(
      names = "--max-line",
      defaultValue = "" + Limits.MAX_LINE_BYTES,
      paramLabel = "BYTES",
      description = "The longest line of a client (default: ${DEFAULT-VALUE}, the most there is).")
  private int lineBytes;

  @Option(
      names = "--outbox-memory",
      paramLabel = "MIB",
      description =
          "What may be on its way to all connections together (default: an eighth of the memory"
              + " that Java may use).")
  private @Nullable Integer outboxMib;

  @Option(
      names = "--no-limits",
      description =
          "No limits on rates and counts, whatever else is said, for load tests in a network of"
              + " one's own; sizes, the mailbox's too, stay limited.")
  private boolean noLimits;

  boolean noLimits() {
    return noLimits;
  }

  int lineBytes() {
    check(
        lineBytes >= MIN_LINE_BYTES && lineBytes <= Limits.MAX_LINE_BYTES,
        "--max-line is from " + MIN_LINE_BYTES + " to " + Limits.MAX_LINE_BYTES);
    return lineBytes;
  }

  /**
   * For connections.
   *
   * @throws ParameterException if it cannot be meant
   */
  ConnectionLimits connectionLimits() {
    checkPositive("--max-connections", connections);
    checkPositive("--max-connections-per-address", connectionsPerAddress);
    checkPositive("--login-time", loginSeconds);
    checkPositive("--idle-time", idleSeconds);
    checkPositive("--failed-logins", failedLogins);
    check(longestDelaySeconds >= 0, "--login-delay-max is at least 0");
    check(outboxMib == null || outboxMib >= 1, "--outbox-memory is at least 1");
    ConnectionLimits none = ConnectionLimits.NONE;
    long outboxBytes = outboxMib == null ? none.outboxBytes() : (long) outboxMib * MIB;
    Duration idleTime = Duration.ofSeconds(idleSeconds);
    if (noLimits) {
      return none.with(idleTime, outboxBytes);
    }
    return new ConnectionLimits(
        connections,
        connectionsPerAddress,
        connectionRate,
        Duration.ofSeconds(loginSeconds),
        idleTime,
        registrationRate,
        guestRate,
        requestRate,
        failedLogins,
        Duration.ofSeconds(longestDelaySeconds),
        outboxBytes);
  }

  /**
   * For people.
   *
   * @throws ParameterException if it cannot be meant
   */
  Quotas quotas() {
    checkPositive("--mailbox-limit", mailboxLimit);
    checkPositive("--groups-per-user", groupsPerUser);
    checkPositive("--group-members", groupMembers);
    check(
        textBytes >= 1 && textBytes <= Limits.MAX_TEXT_BYTES,
        "--max-text is from 1 to " + Limits.MAX_TEXT_BYTES);
    int groups = noLimits ? Integer.MAX_VALUE : groupsPerUser;
    int members = noLimits ? Integer.MAX_VALUE : groupMembers;
    return new Quotas(mailboxLimit, groups, members, textBytes);
  }

  private void checkPositive(String option, int value) {
    check(value >= 1, option + " is at least 1");
  }

  private void check(boolean valid, String message) {
    if (!valid) {
      throw new ParameterException(command.commandLine(), message);
    }
  }

  static final class RateConverter implements ITypeConverter<Rate> {
    @Override
    public Rate convert(String written) {
      try {
        return Rate.parse(written);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
