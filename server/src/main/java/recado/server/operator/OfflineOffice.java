package recado.server.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import recado.server.auth.Passwords;
import recado.server.postoffice.Command;
import recado.server.postoffice.Meter;
import recado.server.postoffice.PostOffice;
import recado.server.postoffice.Quotas;
import recado.server.postoffice.Registration;
import recado.server.store.MessageLog;
import recado.server.store.files.CsvAccountStore;
import recado.server.store.files.DataFolder;
import recado.server.store.files.FileJournal;
import recado.server.store.files.JsonGroupStore;
import recado.server.store.files.JsonInvitationStore;
import recado.server.store.files.MotdFile;

/** The office of a server that does not run, for as long as a command needs it. */
final class OfflineOffice implements Office {
  private final Deque<Closeable> parts = new ArrayDeque<>();
  private final AdminService service;

  /**
   * Opens it, and keeps servers out of the folder meanwhile.
   *
   * @throws IOException if a server runs there, or the files cannot be read or trusted
   */
  OfflineOffice(Path data, int passwordMemoryKib, int passwordIterations) throws IOException {
    try {
      service = open(data, passwordMemoryKib, passwordIterations);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private AdminService open(Path data, int memoryKib, int iterations) throws IOException {
    DataFolder disk = own(DataFolder.open(data, true));
    CsvAccountStore accounts = new CsvAccountStore(disk);
    own(accounts::close);
    FileJournal journal = new FileJournal(disk, new JsonGroupStore(disk));
    own(journal::close);
    PostOffice office =
        PostOffice.open(
            new PostOffice.Ports(journal, accounts, MessageLog.NONE, InstantSource.system()),
            Quotas.DEFAULT,
            new PostOffice.Rules(Registration.CLOSED, new JsonInvitationStore(disk), Meter.NONE));
    Passwords passwords = new Passwords(memoryKib, iterations);
    own(passwords::close);
    Thread thread = Thread.ofPlatform().name("recado-post-office").start(office::run);
    own(() -> stop(office, thread));
    return new AdminService(
        office, passwords, new StoppedServer(new MotdFile(disk)), InstantSource.system());
  }

  private <T extends Closeable> T own(T part) {
    parts.push(part);
    return part;
  }

  private static void stop(PostOffice office, Thread thread) {
    office.submit(new Command.Stop());
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public JsonNode ask(ObjectNode request) throws InterruptedException {
    return service.answer(request);
  }

  @Override
  public void close() throws IOException {
    while (!parts.isEmpty()) {
      parts.pop().close();
    }
  }

  private record StoppedServer(MotdFile file) implements RunningServer {
    @Override
    public void describe(ObjectNode status) {
      status.put("running", false);
    }

    @Override
    public String motd() {
      try {
        return file.read();
      } catch (IOException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }

    @Override
    public void setMotd(String motd) throws IOException {
      file.write(motd);
    }
  }
}
