package recado.client.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerAddressTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1, 3333, 127.0.0.1:3333",
    "tls://casa, casa, 3334, tls://casa:3334",
    "tls://[::1]:9, ::1, 9, tls://[::1]:9",
    "chat.example.org:4000, chat.example.org, 4000, chat.example.org:4000",
    "[::1]:4000, ::1, 4000, [::1]:4000",
    "[::1], ::1, 3333, [::1]:3333",
    "::1, ::1, 3333, [::1]:3333"
  })
  void addressesAreReadAndWritten(String written, String host, int port, String again) {
    ServerAddress address = new ServerAddress(host, port, written.startsWith("tls://"));
    assertEquals(address, ServerAddress.parse(written));
    assertEquals(again, ServerAddress.parse(written).toString());
    assertEquals(address, ServerAddress.parse(again));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":3333",
        "host:",
        "host:0",
        "host:65536",
        "host:x",
        "[::1",
        "a b",
        "tls://",
        "http://a",
        "[::1]x"
      })
  void whatIsNoAddressIsRefused(String written) {
    assertThrows(IllegalArgumentException.class, () -> ServerAddress.parse(written));
  }
}
