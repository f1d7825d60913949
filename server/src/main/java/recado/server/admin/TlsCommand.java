package recado.server.admin;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import recado.server.tls.SelfSigned;

/** Certificates. */
@Command(
    name = "tls",
    usageHelpAutoWidth = true,
    description = "Makes a certificate for TLS.",
    subcommands = TlsCommand.SelfSignedCommand.class)
final class TlsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin
  @SuppressWarnings("UnusedVariable") // asked for by picocli
  private HelpOption help = new HelpOption();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which one: tls self-signed?");
  }

  /** Makes one that nobody else vouches for. */
  @Command(
      name = "self-signed",
      usageHelpAutoWidth = true,
      description = {
        "Makes a key and a certificate that nobody else vouches for: right for a home or a lab,"
            + " where the first connection is made in a network that one trusts, or the"
            + " fingerprint is compared."
      },
      footerHeading = "%n",
      footer = {
        "Example:",
        "  recado-server tls self-signed --host casa.local --host 192.168.0.10",
        "  recado-server --tls-port 3334 --tls-cert cert.pem --tls-key key.pem"
      },
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:both files are there",
        "1:one was there before, or cannot be written",
        "2:an option is wrong"
      })
  static final class SelfSignedCommand implements Callable<Integer> {
    private static final int MAX_DAYS = 36_500;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin
    @SuppressWarnings("UnusedVariable") // asked for by picocli
    private HelpOption help = new HelpOption();

    @Option(
        names = "--host",
        paramLabel = "NAME",
        description =
            "Name or address by which clients know the server; may be given more than once"
                + " (default: this machine's name, localhost, 127.0.0.1 and ::1).")
    private List<String> hosts = new ArrayList<>();

    @Option(
        names = "--tls-cert",
        defaultValue = "cert.pem",
        paramLabel = "FILE",
        description = "Where the certificate goes (default: ${DEFAULT-VALUE}).")
    private Path certificate = Path.of("cert.pem");

    @Option(
        names = "--tls-key",
        defaultValue = "key.pem",
        paramLabel = "FILE",
        description = "Where its key goes, for its owner's eyes alone (default: ${DEFAULT-VALUE}).")
    private Path key = Path.of("key.pem");

    @Option(
        names = "--days",
        defaultValue = "3650",
        paramLabel = "N",
        description = "For how long it is valid (default: ${DEFAULT-VALUE}).")
    private int days;

    @Override
    public Integer call() throws IOException {
      if (days < 1 || days > MAX_DAYS) {
        throw new ParameterException(spec.commandLine(), "--days is from 1 to " + MAX_DAYS);
      }
      List<String> names = hosts.isEmpty() ? thisMachine() : hosts;
      String fingerprint;
      try {
        fingerprint = SelfSigned.write(certificate, key, names, Duration.ofDays(days));
      } catch (FileAlreadyExistsException e) {
        throw new IOException(e.getFile() + " is there already; nothing was made", e);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), "no name of a host: " + e.getMessage(), e);
      }
      PrintWriter out = spec.commandLine().getOut();
      out.printf("%s and %s are for %s%n", certificate, key, String.join(", ", names));
      out.printf("SHA-256 %s%n", fingerprint);
      out.flush();
      return CommandLine.ExitCode.OK;
    }

    private static List<String> thisMachine() {
      List<String> names = new ArrayList<>(List.of("localhost", "127.0.0.1", "::1"));
      try {
        String name = InetAddress.getLocalHost().getHostName();
        if (!names.contains(name)) {
          names.addFirst(name);
        }
      } catch (UnknownHostException _) {
        // its name leads nowhere, so nobody will use it
      }
      return names;
    }
  }
}
