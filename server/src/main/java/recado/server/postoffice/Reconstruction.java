package recado.server.postoffice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import recado.protocol.DeviceName;
import recado.protocol.UserName;
import recado.server.store.JournalRecord;
import recado.server.store.StateRecord;
import recado.server.store.StoredAccount;
import recado.server.store.StoredGroup;

/**
 * The state that records lead to when some of them are lost: what does not fit is left out and
 * named, where a start would stop. Accounts first, then groups, then the snapshot's lines, then the
 * journal's records in their order. Owned by one thread.
 */
public final class Reconstruction {
  private final State state = new State(new UnwrittenJournal(), new Effects(), Quotas.DEFAULT);
  private final boolean snapshotIsWhole;
  private final Set<MailQueue> restored = new HashSet<>(); // as the snapshot has them
  private final List<StateRecord.OfReceipt> receipts = new ArrayList<>();
  private final List<Device> madeAgain = new ArrayList<>();
  private final IdRanges saved = new IdRanges();
  private final HeldReceipts held = new HeldReceipts();
  private long latest; // when something happened last, in milliseconds since 1970-01-01 UTC

  /**
   * Of nothing so far.
   *
   * @param snapshotIsWhole whether no line of the snapshot is lost. If one is, it may be that of a
   *     mailbox: then entries of before wait for whoever has not acknowledged them
   */
  public Reconstruction(boolean snapshotIsWhole) {
    this.snapshotIsWhole = snapshotIsWhole;
  }

  /** An account. */
  public void add(StoredAccount account) {
    state.accounts.restore(account);
  }

  /** The groups; an event that they include is not applied again. */
  public void restore(StoredGroup.Snapshot groups) {
    state.restore(groups);
  }

  /**
   * A line of the snapshot.
   *
   * @return what could not be kept of it, or null
   */
  public @Nullable String restore(StateRecord line) {
    try {
      return switch (line) {
        case StateRecord.OfMailbox mailbox -> restoreMailbox(mailbox);
        case StateRecord.OfReceipt receipt -> {
          receipts.add(receipt);
          yield null;
        }
        case StateRecord.OfAccount _,
            StateRecord.OfDevice _,
            StateRecord.OfProgress _,
            StateRecord.OfStream _,
            StateRecord.OfSent _ -> {
          state.restore(line);
          yield null;
        }
      };
    } catch (RuntimeException e) {
      return doesNotFit(e);
    }
  }

  private static String doesNotFit(RuntimeException e) {
    return "it does not fit what is left and is passed over: " + e.getMessage();
  }

  /** A device that has a mailbox is there, also if its own line is lost. */
  private @Nullable String restoreMailbox(StateRecord.OfMailbox mailbox) {
    Account account = state.accounts.find(mailbox.user());
    DeviceName name = mailbox.device();
    Device made = null;
    if (account != null && name != null && !account.devices.containsKey(name)) {
      made = new Device(name, 0);
      account.devices.put(name, made);
    }
    state.restore(mailbox);
    if (account != null) {
      Device device = name == null ? null : account.devices.get(name);
      restored.add(device == null ? account.waiting : device.queue);
    }
    if (made == null) {
      return null;
    }
    made.cursor = made.queue.first() - 1;
    madeAgain.add(made);
    return madeAgain(mailbox.user(), made.name, "its own line");
  }

  private static String madeAgain(UserName user, DeviceName device, String lost) {
    return "device "
        + device
        + " of "
        + user
        + " is made again, for "
        + lost
        + " is lost: "
        + user
        + " logs in there with the password";
  }

  /**
   * A record.
   *
   * @param old whether the snapshot includes it
   * @return what could not be kept of it, or null
   */
  public @Nullable String take(JournalRecord record, boolean old) {
    try {
      latest = Math.max(latest, record.time());
      if (record instanceof JournalRecord.Posted) {
        saved.add(record.id());
      }
      if (old) {
        if (record instanceof JournalRecord.Posted posted && !snapshotIsWhole) {
          state.mailboxes.post(posted, (_, queue, cursor) -> waitsAgain(posted, queue, cursor));
        }
        return null;
      }
      restoreReceipts();
      if (held.hold(record)) {
        return null;
      }
      held.followingFrom(record).forEach(state::apply);
      String remark = makeDevice(record);
      state.apply(record);
      return remark;
    } catch (RuntimeException e) {
      return doesNotFit(e);
    }
  }

  /** Where the snapshot's line of a mailbox may be lost, what came after the cursor waits. */
  private boolean waitsAgain(JournalRecord.Posted posted, MailQueue queue, long cursor) {
    return posted.id() > cursor && !restored.contains(queue);
  }

  /** The newest ones, once those of before the snapshot have been taken. */
  private void restoreReceipts() {
    for (StateRecord.OfReceipt receipt : receipts) {
      if (state.accounts.find(receipt.user()) != null) {
        state.restore(receipt);
      }
    }
    receipts.clear();
  }

  /**
   * A device that acknowledges has signed on once: when that is lost, it begins where the account's
   * other devices are.
   */
  private @Nullable String makeDevice(JournalRecord record) {
    if (!(record
        instanceof
        JournalRecord.Acknowledged(long id, long _, UserName user, DeviceName device, long _))) {
      return null;
    }
    Account account = state.accounts.find(user);
    if (account == null || account.devices.containsKey(device)) {
      return null;
    }
    state.mailboxes.device(account, device, id);
    return madeAgain(user, device, "its sign-on");
  }

  /**
   * Everything has been taken: entries that are lost wait no longer.
   *
   * @param remarks told which ones waited for whom
   */
  public void finish(Consumer<String> remarks) {
    restoreReceipts();
    held.dropAll();
    if (!held.dropped().isEmpty()) {
      remarks.accept(
          "receipts left out, for the record that they follow from is lost: "
              + held.dropped()
              + "; their senders may not be told, INFO tells them what is delivered and read");
    }
    madeAgain.forEach(device -> device.lastUsed = Math.max(device.lastUsed, latest));
    for (Account account : state.accounts.all()) {
      takeOutLost(account.waiting, account.name.toString(), remarks);
      for (Device device : account.devices.values()) {
        takeOutLost(device.queue, account.name + " on device " + device.name, remarks);
      }
    }
  }

  private void takeOutLost(MailQueue queue, String whose, Consumer<String> remarks) {
    IdRanges lost = new IdRanges();
    queue.forEach(
        (id, _) -> {
          if (!saved.contains(id)) {
            lost.add(id);
          }
        });
    if (!lost.isEmpty()) {
      lost.forEach(queue::remove);
      remarks.accept("lost entries that waited for " + whose + ": " + lost);
    }
  }

  /** These accounts as they are now, in the same order: with the passwords of the journal. */
  public List<StoredAccount> current(Collection<StoredAccount> accounts) {
    List<StoredAccount> current = new ArrayList<>(accounts.size());
    for (StoredAccount stored : accounts) {
      Account account = state.accounts.find(stored.name());
      current.add(account == null ? stored : account.toStored());
    }
    return current;
  }

  /** The groups as they are now. */
  public StoredGroup.Snapshot groups() {
    return state.groups.snapshot();
  }

  /** The snapshot's lines as they are now. */
  public List<StateRecord> lines() {
    return SnapshotWriter.write(state);
  }
}
