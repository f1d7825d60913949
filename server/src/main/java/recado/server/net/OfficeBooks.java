package recado.server.net;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import recado.protocol.EntryId;
import recado.protocol.Event;
import recado.protocol.UserName;
import recado.server.dialect.zap.Books;
import recado.server.postoffice.Administration;
import recado.server.postoffice.Command;
import recado.server.postoffice.PostOffice;
import recado.server.store.Journal;

/** Asks the post office and the journal what a dialect wants to know. */
public final class OfficeBooks implements Books {
  private static final long PATIENCE_SECONDS = 30;

  private final PostOffice postOffice;
  private final Journal journal;

  /** Those of a server. */
  public OfficeBooks(PostOffice postOffice, Journal journal) {
    this.postOffice = postOffice;
    this.journal = journal;
  }

  @Override
  public Map<UserName, String> accounts() throws IOException, InterruptedException {
    CompletableFuture<List<Administration.User>> answer = new CompletableFuture<>();
    Map<UserName, String> numbers = new HashMap<>();
    for (Administration.User user : ask(new Administration.Users(answer), answer)) {
      numbers.put(user.name(), user.number());
    }
    return numbers;
  }

  @Override
  public List<GroupRow> groups() throws IOException, InterruptedException {
    CompletableFuture<List<Administration.GroupRow>> answer = new CompletableFuture<>();
    List<GroupRow> rows = new ArrayList<>();
    for (Administration.GroupRow row : ask(new Administration.Groups(answer), answer)) {
      List<UserName> members = new ArrayList<>(row.admins());
      members.addAll(row.members());
      rows.add(new GroupRow(row.name(), row.number(), members));
    }
    return rows;
  }

  private <T> T ask(Administration question, CompletableFuture<T> answer)
      throws IOException, InterruptedException {
    postOffice.submit(new Command.Administer(question));
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the post office does not tell: " + e.getMessage(), e);
    } catch (TimeoutException e) {
      throw new IOException("the post office does not tell", e);
    }
  }

  @Override
  public OptionalLong timeOf(EntryId message) throws IOException {
    List<Event.Entry> found = new ArrayList<>();
    journal.read(new long[] {message.value()}, found::add);
    return found.isEmpty() ? OptionalLong.empty() : OptionalLong.of(found.getFirst().time());
  }
}
