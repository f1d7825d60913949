package recado.server.store.files;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a person could still make out in a damaged line: good for a list, not to be trusted. */
final class Readable {
  private static final int MAX_BYTES = 16_384;
  private static final Pattern KIND = Pattern.compile("\"kind\":\"([a-z-]{1,32})\"");
  private static final Pattern FROM = Pattern.compile("\"from\":\"(@[!-~&&[^\"]]{1,64})\"");
  private static final Pattern TO = Pattern.compile("\"to\":\"([!-~&&[^\"]]{1,65})\"");
  private static final Pattern USER =
      Pattern.compile("\"(?:user|by|sender|reader)\":\"(@[!-~&&[^\"]]{1,64})\"");
  private static final Pattern DEVICE = Pattern.compile("\"device\":\"([a-z0-9-]{1,32})\"");
  private static final Pattern IN = Pattern.compile("\"(?:in|group)\":\"([!-~&&[^\"]]{1,65})\"");

  private final String text;

  Readable(byte[] line, int length) {
    text = new String(line, 0, Math.min(length, MAX_BYTES), StandardCharsets.UTF_8);
  }

  private @Nullable String find(Pattern pattern) {
    Matcher found = pattern.matcher(text);
    return found.find() ? found.group(1) : null;
  }

  /** For example {@code message from @ana to @bruno}; empty if nothing can be made out. */
  String description() {
    StringBuilder description = new StringBuilder();
    add(description, "", text.startsWith("{\"audience\"") ? "members of a group" : find(KIND));
    add(description, "from ", find(FROM));
    add(description, "to ", find(TO));
    add(description, "of ", find(USER));
    if (find(FROM) == null) {
      add(description, "on ", find(DEVICE));
    }
    add(description, "in ", find(IN));
    return description.toString();
  }

  private static void add(StringBuilder description, String before, @Nullable String found) {
    if (found != null) {
      description.append(description.isEmpty() ? "" : " ").append(before).append(found);
    }
  }
}
