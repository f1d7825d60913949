package recado.protocol;

/** The sizes that the protocol fixes, the same for every server and client. */
public final class Limits {
  /** The longest line, its ending included. */
  public static final int MAX_LINE_BYTES = 8_192;

  /** By so much a server's line may be longer: an id, a time and two names. */
  public static final int MAX_EVENT_SURPLUS_BYTES = 256;

  /** The longest text, after unescaping, in UTF-8. */
  public static final int MAX_TEXT_BYTES = 4_096;

  /** A peer that sends so much without a line ending is disconnected. */
  public static final int MAX_UNENDED_BYTES = 65_536;

  /** The longest user or group name, without its sigil. */
  public static final int MAX_NAME_CHARS = 64;

  /** The longest id that a client gives to a message. */
  public static final int MAX_CID_CHARS = 64;

  /** The longest device name. */
  public static final int MAX_DEVICE_CHARS = 32;

  /** The shortest password: NIST SP 800-63B, section 5.1.1.2. */
  public static final int MIN_PASSWORD_CHARS = 8;

  private Limits() {}
}
