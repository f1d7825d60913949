package recado.client.local;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.Locale;
import recado.protocol.DeviceName;

/** Makes a name for this machine: what it calls itself, and some letters that nobody else has. */
public final class DeviceNames {
  private static final int MAX_HOST_CHARS = 20;
  private static final int SUFFIX_CHARS = 6;
  private static final String SUFFIX_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"; // no l1, no o0

  private DeviceNames() {}

  /** A name that was not there before: {@code laptop-x7k2m9}. */
  public static DeviceName make() {
    SecureRandom random = new SecureRandom();
    StringBuilder suffix = new StringBuilder("-");
    for (int i = 0; i < SUFFIX_CHARS; i++) {
      suffix.append(SUFFIX_LETTERS.charAt(random.nextInt(SUFFIX_LETTERS.length())));
    }
    return new DeviceName(cleaned(hostName()) + suffix);
  }

  /** The first label of a host name in the letters that a device's name may have. */
  static String cleaned(String hostName) {
    String label = hostName.toLowerCase(Locale.ROOT).replaceFirst("\\..*", "");
    String clean = label.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    if (clean.isEmpty()) {
      return "device";
    }
    return clean.substring(0, Math.min(clean.length(), MAX_HOST_CHARS));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "";
    }
  }
}
