package recado.client.net;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Trust for tests. */
public final class Trusts {
  /** For servers that are spoken to without TLS: nobody is to be trusted. */
  public static final Trust NONE =
      Trust.usual(
          new Trust.Acquaintances() {
            @Override
            public Optional<String> of(String server) {
              throw new AssertionError("asked for " + server);
            }

            @Override
            public void put(String server, String what) {
              throw new AssertionError("met " + server);
            }
          },
          (_, _) -> {});

  private Trusts() {}

  /** Acquaintances that are remembered in memory. */
  static final class Memory implements Trust.Acquaintances {
    final Map<String, String> met = new HashMap<>();

    @Override
    public Optional<String> of(String server) throws IOException {
      return Optional.ofNullable(met.get(server));
    }

    @Override
    public void put(String server, String what) throws IOException {
      met.put(server, what);
    }
  }
}
