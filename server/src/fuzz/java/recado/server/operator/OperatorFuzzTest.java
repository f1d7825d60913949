package recado.server.operator;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import recado.server.auth.Passwords;
import recado.server.postoffice.Command;
import recado.server.postoffice.PostOffice;
import recado.server.postoffice.Quotas;
import recado.server.store.InMemoryAccountStore;
import recado.server.store.InMemoryJournal;
import recado.server.store.MessageLog;

/** Whatever comes through the operator's socket, or is in a file of users to import. */
final class OperatorFuzzTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Passwords PASSWORDS = new Passwords(8, 1);
  private static Thread officeThread = Thread.currentThread();
  private static PostOffice office = open();

  private static PostOffice open() {
    try {
      InMemoryJournal journal = new InMemoryJournal(new InMemoryJournal.Paper(), () -> {});
      InMemoryAccountStore accounts = new InMemoryAccountStore(new HashMap<>(), () -> {});
      return PostOffice.open(
          new PostOffice.Ports(journal, accounts, MessageLog.NONE, InstantSource.system()),
          Quotas.DEFAULT);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A server with nothing but a message of the day. */
  private static final class OnlyMotd implements RunningServer {
    private String motd = "";

    @Override
    public void describe(ObjectNode status) {}

    @Override
    public String motd() {
      return motd;
    }

    @Override
    public void setMotd(String text) {
      motd = text;
    }
  }

  @BeforeAll
  static void start() {
    officeThread = Thread.ofPlatform().daemon().start(office::run);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    office.submit(new Command.Stop());
    officeThread.join();
    PASSWORDS.close();
  }

  @FuzzTest(maxDuration = "2m")
  void requests(byte[] line) throws IOException, InterruptedException {
    JsonNode request;
    try {
      request = JSON.readTree(new String(line, StandardCharsets.UTF_8));
    } catch (JsonProcessingException expected) {
      return;
    }
    AdminService service =
        new AdminService(office, PASSWORDS, new OnlyMotd(), InstantSource.system());
    assertFalse(service.answer(request).isNull());
  }

  @FuzzTest(maxDuration = "2m")
  void imported(byte[] csv) throws IOException {
    Path file = Files.createTempFile("users", ".csv");
    try {
      Files.write(file, csv);
      ImportCommand.rows(file);
    } catch (IOException expected) {
      assertFalse(String.valueOf(expected.getMessage()).isBlank());
    } finally {
      Files.delete(file);
    }
  }
}
