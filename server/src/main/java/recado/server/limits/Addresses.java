package recado.server.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Whom addresses belong to. */
final class Addresses {
  private static final int SITE_BYTES = 8; // a /64: what a home or a machine is given

  private Addresses() {}

  /** Stands for all addresses that one guest may have: an IPv4 address, or a /64 of IPv6. */
  static InetAddress block(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, SITE_BYTES, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("16 bytes are an address", e);
    }
  }
}
