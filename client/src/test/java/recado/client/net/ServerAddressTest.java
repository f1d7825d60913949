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
    "chat.example.org:4000, chat.example.org, 4000, chat.example.org:4000",
    "[::1]:4000, ::1, 4000, [::1]:4000",
    "[::1], ::1, 3333, [::1]:3333",
    "::1, ::1, 3333, [::1]:3333"
  })
  void addressesAreReadAndWritten(String written, String host, int port, String again) {
    assertEquals(new ServerAddress(host, port), ServerAddress.parse(written));
    assertEquals(again, ServerAddress.parse(written).toString());
    assertEquals(new ServerAddress(host, port), ServerAddress.parse(again));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ":3333", "host:", "host:0", "host:65536", "host:x", "[::1", "a b", "[::1]x"})
  void whatIsNoAddressIsRefused(String written) {
    assertThrows(IllegalArgumentException.class, () -> ServerAddress.parse(written));
  }
}
