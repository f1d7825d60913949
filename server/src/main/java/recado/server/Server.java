package recado.server;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.server.auth.Passwords;
import recado.server.dialect.recado.RecadoDialect;
import recado.server.dialect.zap.Books;
import recado.server.dialect.zap.Flavour;
import recado.server.dialect.zap.Switchboard;
import recado.server.dialect.zap.ZapDialect;
import recado.server.limits.ConnectionLimits;
import recado.server.limits.Doorkeeper;
import recado.server.metrics.MetricsServer;
import recado.server.metrics.OfficeMeter;
import recado.server.net.Listener;
import recado.server.net.OfficeBooks;
import recado.server.net.Port;
import recado.server.operator.AdminService;
import recado.server.operator.AdminSocket;
import recado.server.postoffice.Command;
import recado.server.postoffice.Meter;
import recado.server.postoffice.PostOffice;
import recado.server.store.DamagedStoreException;
import recado.server.store.MessageLog;
import recado.server.store.files.CsvAccountStore;
import recado.server.store.files.CsvMessageLog;
import recado.server.store.files.DataFolder;
import recado.server.store.files.FileJournal;
import recado.server.store.files.JsonGroupStore;
import recado.server.store.files.JsonInvitationStore;
import recado.server.store.files.MotdFile;
import recado.server.tls.Encryption;

/** A running server: makes its parts, starts them in order, and stops them in the opposite one. */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final Duration SLOW = Duration.ofSeconds(3);

  private final Deque<Closeable> parts = new ArrayDeque<>();
  private final List<Port> ports;

  private Server(ServerConfig config) throws IOException {
    try {
      ports = startParts(config);
    } catch (IOException | RuntimeException e) {
      try {
        close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  /**
   * Starts a server; it accepts connections when this returns.
   *
   * @throws IOException with a message for people if it cannot start; nothing is left behind
   */
  public static Server start(ServerConfig config) throws IOException {
    return new Server(config);
  }

  private List<Port> startParts(ServerConfig config) throws IOException {
    DataFolder disk;
    try {
      disk = own(DataFolder.open(config.data(), config.syncing()));
    } catch (IOException e) {
      throw explained(config.data(), e);
    }
    List<Port> ports = openPorts(config.network());
    FileJournal journal = new FileJournal(disk, new JsonGroupStore(disk));
    PrometheusRegistry registry = new PrometheusRegistry();
    ServerConfig.MetricsPort watch = config.network().metrics();
    OfficeMeter meter = watch == null ? null : new OfficeMeter(registry);
    PostOffice postOffice;
    try {
      postOffice = openPostOffice(config, disk, journal, meter == null ? Meter.NONE : meter);
    } catch (IOException e) {
      throw explained(config.data(), e);
    }
    ports.addAll(openZapPorts(config.network(), new OfficeBooks(postOffice, journal)));
    ServerConfig.PasswordCost cost = config.passwordCost();
    Passwords passwords = new Passwords(cost.memoryKib(), cost.iterations());
    own(passwords::close);
    Thread thread =
        Thread.ofPlatform()
            .name("recado-post-office")
            .uncaughtExceptionHandler((_, e) -> dieOf(e))
            .start(postOffice::run);
    own(() -> stop(postOffice, thread));
    Doorkeeper doorkeeper = new Doorkeeper(config.network().limits());
    RunningDetails details = details(config, disk, ports, doorkeeper);
    AdminService admin = new AdminService(postOffice, passwords, details, InstantSource.system());
    AdminSocket.open(config.data(), admin).ifPresent(this::own);
    Listener listener =
        Listener.start(
            ports,
            new Listener.Services(
                postOffice,
                journal,
                passwords,
                doorkeeper,
                config.network().requireTls(),
                details));
    own(listener::close);
    if (watch != null && meter != null) {
      MetricsServer.Watched watched =
          new MetricsServer.Watched(postOffice, meter, doorkeeper, listener::outboxBytes);
      MetricsServer metrics =
          own(MetricsServer.start(watch.bind(), watch.port(), registry, watched));
      LOG.info("metrics and health at {}", metrics.address());
    }
    own(() -> stop(postOffice, thread)); // before the listener, so that sessions can say goodbye
    own(listener::stopAccepting);
    if (config.network().tls() != null || !Hangup.isOfTerminal()) {
      Hangup.handle(() -> ports.forEach(Server::reload));
    }
    warnOfOpenDoors(config.network(), ports);
    return ports;
  }

  private List<Port> openPorts(ServerConfig.Network network) throws IOException {
    List<Port> ports = new ArrayList<>();
    RecadoDialect dialect = new RecadoDialect(network.lineBytes());
    ports.add(new Port(own(Port.bind(network.bind(), network.port(), "--port")), dialect, null));
    ServerConfig.Tls tls = network.tls();
    if (tls != null) {
      Encryption encryption = Encryption.with(tls.certificates(), tls.key());
      ServerSocket socket = own(Port.bind(tls.bind(), tls.port(), "--tls-port"));
      ports.add(new Port(socket, dialect, encryption));
    }
    return ports;
  }

  private List<Port> openZapPorts(ServerConfig.Network network, Books books) throws IOException {
    List<Port> ports = new ArrayList<>();
    Switchboard switchboard = new Switchboard(books);
    for (ServerConfig.Zap zap : network.zap()) {
      ServerSocket socket = own(Port.bind(zap.bind(), zap.port(), zap.option()));
      ports.add(new Port(socket, new ZapDialect(zap.flavour(), switchboard), null));
    }
    return ports;
  }

  private static InetSocketAddress addressOf(Port port) {
    return (InetSocketAddress) port.socket().getLocalSocketAddress();
  }

  private static void reload(Port port) {
    if (port.encryption() != null) {
      port.encryption().reload();
    }
  }

  private static void warnOfOpenDoors(ServerConfig.Network network, List<Port> ports) {
    if (network.limits().requestRate().equals(ConnectionLimits.NONE.requestRate())) {
      LOG.warn("--no-limits: anybody may take as much as they like; for load tests alone");
    }
    if (!network.zap().isEmpty()) {
      LOG.warn(
          "accounts that were made with WhatPix or Interzap have no password: whoever knows the id"
              + " of one can use it");
    }
    boolean othersComeInPlain = !ports.getFirst().socket().getInetAddress().isLoopbackAddress();
    if (othersComeInPlain && network.tls() == null) {
      LOG.warn(
          "NO TLS: other machines may connect, and everybody on the way can read passwords and"
              + " messages. See --tls-port, and the command tls self-signed");
    } else if (othersComeInPlain && !network.requireTls()) {
      LOG.warn(
          "other machines may send passwords without TLS, too: see --require-tls, or let --bind be"
              + " 127.0.0.1 and --tls-bind what others reach");
    }
  }

  private static RunningDetails details(
      ServerConfig config, DataFolder disk, List<Port> ports, Doorkeeper doorkeeper)
      throws IOException {
    return new RunningDetails(config, new MotdFile(disk), ports, doorkeeper);
  }

  private PostOffice openPostOffice(
      ServerConfig config, DataFolder disk, FileJournal journal, Meter meter) throws IOException {
    CsvAccountStore accounts = new CsvAccountStore(disk);
    own(accounts::close);
    own(journal::close);
    MessageLog messageLog = config.messageLog() ? new CsvMessageLog(disk) : MessageLog.NONE;
    own(messageLog::close);
    return PostOffice.open(
        new PostOffice.Ports(journal, accounts, messageLog, InstantSource.system()),
        config.quotas(),
        new PostOffice.Rules(config.registration(), new JsonInvitationStore(disk), meter));
  }

  /**
   * Says which folder it is about, where the system's own words ("No space left on device") do not.
   */
  private static IOException explained(Path data, IOException e) {
    boolean systems = e instanceof FileSystemException;
    if (e instanceof DamagedStoreException
        || (!systems && String.valueOf(e.getMessage()).contains(data.toString()))) {
      return e;
    }
    String what = e instanceof AccessDeniedException ? "no permission for " : "";
    return new IOException(
        "the data folder " + data + " cannot be used: " + what + e.getMessage(), e);
  }

  /** Without the post office nothing works, and nothing of what is on the disk is lost. */
  private static void dieOf(Throwable cause) {
    try {
      LOG.error("the post office has ended by a mistake: the server stops; start it again", cause);
    } finally {
      Runtime.getRuntime().halt(1); // when memory has run out, saying so may fail, too
    }
  }

  private <T extends Closeable> T own(T part) {
    parts.push(part);
    return part;
  }

  /** Returns when nothing is written any more. Stopping twice is stopping once. */
  private static void stop(PostOffice postOffice, Thread thread) {
    postOffice.submit(new Command.Stop());
    try {
      if (!thread.join(SLOW)) {
        LOG.warn("the disk is slow: waiting until everything is written");
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where it listens; the port is the real one if any free one was asked for. */
  public InetSocketAddress address() {
    return addressOf(ports.getFirst());
  }

  /** Where it listens with TLS, or null if it does not. */
  public @Nullable InetSocketAddress tlsAddress() {
    return ports.stream()
        .filter(port -> port.encryption() != null)
        .findFirst()
        .map(Server::addressOf)
        .orElse(null);
  }

  /** Where it listens for clients of this flavour, or null if it does not. */
  public @Nullable InetSocketAddress zapAddress(Flavour flavour) {
    return ports.stream()
        .filter(port -> port.dialect() instanceof ZapDialect zap && zap.flavour() == flavour)
        .findFirst()
        .map(Server::addressOf)
        .orElse(null);
  }

  /** Says goodbye to all, makes everything safe and lets everything go. */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (IOException e) {
        LOG.warn("stopping in order failed; the rest is stopped all the same", e);
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
