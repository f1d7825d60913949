package recado.client.arrival;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import recado.client.terminal.StartException;
import recado.client.texts.Phrase;
import recado.protocol.DeviceName;
import recado.protocol.Secret;

/** The options with which a device signs in, the first time. Immutable once they are read. */
public final class SignInOptions {
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final String PASSWORD_VARIABLE = "RECADO_PASSWORD";

  @Option(names = "--device", paramLabel = "${bundle:NAME}")
  private @Nullable String device;

  @Option(names = "--password-file", paramLabel = "${bundle:FILE}")
  private @Nullable Path passwordFile;

  @Option(names = "--register")
  private boolean register;

  @Option(names = "--invitation", paramLabel = "${bundle:CODE}")
  private @Nullable String invitation;

  /**
   * What the server may want for a new account.
   *
   * @throws StartException if it is no code
   */
  Optional<Secret> invitation() throws StartException {
    if (invitation == null) {
      return Optional.empty();
    }
    if (!CODE.matcher(invitation).matches()) {
      throw AccountOptions.wrong(Phrase.BAD_INVITATION.text());
    }
    return Optional.of(Secret.of(invitation));
  }

  Optional<DeviceName> device() throws StartException {
    if (device == null) {
      return Optional.empty();
    }
    if (!DeviceName.isValid(device)) {
      throw AccountOptions.wrong(Phrase.BAD_DEVICE.text(device));
    }
    return Optional.of(new DeviceName(device));
  }

  Optional<Secret> password(Map<String, String> environment) throws StartException {
    String password = environment.get(PASSWORD_VARIABLE);
    if (passwordFile != null) {
      password = firstLine(passwordFile);
    }
    try {
      return Optional.ofNullable(password).map(Secret::of);
    } catch (IllegalArgumentException _) {
      throw AccountOptions.wrong(Phrase.PASSWORD_TOO_LONG.text());
    }
  }

  private static String firstLine(Path file) throws StartException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().orElse("");
    } catch (IOException | UncheckedIOException _) {
      throw AccountOptions.wrong(Phrase.UNREADABLE_PASSWORD_FILE.text(file));
    }
  }

  boolean register() {
    return register || invitation != null;
  }
}
