package recado.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lines as people write them, for tests: without their ending. */
final class Lines {
  private Lines() {}

  static WireLine parsed(String line) throws ProtocolException {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return WireLine.parse(bytes, 0, bytes.length);
  }

  static String written(Request request) {
    LineWriter out = new LineWriter(16);
    RequestCodec.encode(request, out);
    return withoutEnding(out.toBytes());
  }

  static String written(Event event) {
    return withoutEnding(EventCodec.encode(event));
  }

  private static String withoutEnding(byte[] line) {
    String written = new String(line, StandardCharsets.UTF_8);
    if (!written.endsWith("\n")) {
      throw new AssertionError("no line feed at the end of: " + written);
    }
    return written.substring(0, written.length() - 1);
  }

  /** All records of a sealed interface, those of the sealed interfaces inside it included. */
  static List<Class<?>> kindsOf(Class<?> sealed) {
    if (!sealed.isSealed()) {
      return List.of(sealed);
    }
    List<Class<?>> kinds = new ArrayList<>();
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      kinds.addAll(kindsOf(permitted));
    }
    return kinds;
  }
}
