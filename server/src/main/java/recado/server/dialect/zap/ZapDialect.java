package recado.server.dialect.zap;

import java.io.InputStream;
import java.time.Duration;
import recado.server.dialect.FrameDialect;

/** The course's protocol, in one flavour. */
public final class ZapDialect implements FrameDialect {
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  private final Flavour flavour;
  private final Switchboard switchboard;

  /** A dialect whose connections meet those of the other flavour at the same switchboard. */
  public ZapDialect(Flavour flavour, Switchboard switchboard) {
    this.flavour = flavour;
    this.switchboard = switchboard;
  }

  /** Whose clients it is for. */
  public Flavour flavour() {
    return flavour;
  }

  @Override
  public boolean hasPasswords() {
    return false;
  }

  /** The clients connect when they are started, and then ask their person. */
  @Override
  public Duration loginTime(Duration usual) {
    return usual.compareTo(HALF_AN_HOUR) > 0 ? usual : HALF_AN_HOUR;
  }

  @Override
  public byte[] refusal(String why) {
    return Flavour.bytes(flavour.error(why));
  }

  @Override
  public Talk talk(InputStream in) {
    return new ZapTalk(in, flavour, switchboard);
  }
}
