package recado.client.arrival;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recado.client.local.Account;
import recado.client.local.AccountFolder;
import recado.client.local.Damage;
import recado.client.local.DeviceNames;
import recado.client.local.Home;
import recado.client.local.KnownServers;
import recado.client.net.ServerAddress;
import recado.client.net.SignIn;
import recado.client.net.Trust;
import recado.client.terminal.NameQuestion;
import recado.client.terminal.Screen;
import recado.client.terminal.ServerQuestion;
import recado.client.terminal.SignInDialogue;
import recado.client.terminal.SignInDialogue.Outcome;
import recado.client.terminal.StartException;
import recado.client.texts.Phrase;
import recado.protocol.DeviceName;
import recado.protocol.UserName;

/**
 * From the options, what is remembered and what a person says to somebody who is signed in at a
 * server. Whoever has a token is so already, and asked nothing.
 */
public final class Arrival {
  /**
   * Somebody who is signed in.
   *
   * @param folder the account's, open: the guest's to close
   * @param trust in whom, with TLS
   * @param signIn for later, should the token become void
   * @param isNew whether the account has been made just now
   */
  public record Guest(
      Account account,
      AccountFolder folder,
      ServerAddress server,
      Trust trust,
      SignInDialogue signIn,
      boolean isNew)
      implements Closeable {
    @Override
    public void close() throws IOException {
      folder.close();
    }
  }

  private final Home home;
  private final Screen screen;
  private final AccountOptions options;
  private final SignInDialogue.Given given;
  private final Optional<DeviceName> wantedDevice;
  private final List<Damage> damages;
  private final Trust trust;

  /** With what is damaged going into this list. */
  public Arrival(
      Home home,
      Screen screen,
      AccountOptions options,
      SignInOptions signInOptions,
      Map<String, String> environment,
      List<Damage> damages)
      throws StartException {
    this.home = home;
    this.screen = screen;
    this.options = options;
    this.damages = damages;
    this.wantedDevice = signInOptions.device();
    trust =
        options.trust(
            acquaintances(home.knownServers(damages::add)),
            (server, fingerprint) -> screen.print(introduction(server, fingerprint)));
    given =
        new SignInDialogue.Given(
            signInOptions.password(environment),
            signInOptions.register(),
            signInOptions.invitation());
  }

  /**
   * Asks what is to be asked.
   *
   * @throws IOException if the disk fails
   * @throws StartException if there is no server, no name or no password, and nobody to ask
   */
  public Guest guest() throws IOException, StartException {
    Optional<Home.LastUsed> last = home.lastUsed(damages::add);
    ServerAddress server = options.serverOr(last);
    Optional<UserName> user = options.userOr(last);
    if (screen.isInteractive() && !(user.isPresent() && hasToken(server, user.get()))) {
      server = new ServerQuestion(screen, trust).answering(server);
    }
    Optional<Guest> guest = Optional.empty();
    while (guest.isEmpty()) {
      guest = guest(server, user.isPresent() ? user.get() : NameQuestion.ask(screen));
      user = Optional.empty();
    }
    if (screen.isInteractive() || last.isEmpty()) { // a script does not choose for the person
      home.save(new Home.LastUsed(server.toString(), guest.get().account().user()));
    }
    return guest.get();
  }

  /** The fingerprint in two halves, for it is longer than most lines. */
  private static String introduction(ServerAddress server, String fingerprint) {
    int half = (fingerprint.length() + 1) / 2;
    return Phrase.FIRST_MET.text(
        server, fingerprint.substring(0, half), fingerprint.substring(half));
  }

  private static Trust.Acquaintances acquaintances(KnownServers servers) {
    return new Trust.Acquaintances() {
      @Override
      public Optional<String> of(String server) throws IOException {
        return servers.of(server);
      }

      @Override
      public void put(String server, String what) throws IOException {
        servers.put(server, what);
      }
    };
  }

  private boolean hasToken(ServerAddress server, UserName user) throws IOException, StartException {
    try (AccountFolder folder = home.account(server.toString(), user)) {
      return account(folder, server, user).token() != null;
    }
  }

  /** Nobody, if somebody else has this name. */
  private Optional<Guest> guest(ServerAddress server, UserName user)
      throws IOException, StartException {
    AccountFolder folder = home.account(server.toString(), user);
    Optional<Guest> guest = Optional.empty();
    try {
      guest = guest(server, account(folder, server, user), folder);
      return guest;
    } finally {
      if (guest.isEmpty()) {
        folder.close();
      }
    }
  }

  private Optional<Guest> guest(ServerAddress server, Account account, AccountFolder folder)
      throws IOException, StartException {
    SignInDialogue signIn = new SignInDialogue(screen, server, new SignIn(server, trust), given);
    if (account.token() != null) {
      return Optional.of(new Guest(account, folder, server, trust, signIn, false));
    }
    folder.save(account); // the device's name, whatever comes of it
    return switch (signIn.begin(account.user(), account.device())) {
      case Outcome.SignedIn signedIn -> {
        Account complete = account.with(signedIn.token());
        folder.save(complete);
        yield Optional.of(new Guest(complete, folder, server, trust, signIn, signedIn.isNew()));
      }
      case Outcome.AnotherName _ -> Optional.empty();
    };
  }

  /** The account as it was saved, or a new one; another device than before needs another token. */
  private Account account(AccountFolder folder, ServerAddress server, UserName user)
      throws IOException, StartException {
    Optional<Account> saved = folder.account(damages::add);
    if (saved.isPresent() && wantedDevice.map(saved.get().device()::equals).orElse(true)) {
      return saved.get();
    }
    DeviceName device = wantedDevice.orElseGet(DeviceNames::make);
    return new Account(server.toString(), user, device, null);
  }
}
