package recado.server.admin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import recado.protocol.Event;
import recado.server.postoffice.NamedIds;
import recado.server.postoffice.Reconstruction;
import recado.server.store.JournalRecord;
import recado.server.store.StoredGroup;
import recado.server.store.files.Finding;
import recado.server.store.files.MendedFolder;
import recado.server.store.files.SalvagedFolder;
import recado.server.store.files.StoredFiles;

/**
 * Makes a mended copy of a data folder: every whole record under its id, and a snapshot of the
 * state that they lead to.
 *
 * <p>The journal is read twice: first for whom and which groups it names, so that accounts and
 * groups can be completed; then for the state and the copy.
 */
final class Repair {
  private final StoredFiles files;
  private final SalvagedFolder folder;
  private final Examination found;
  private boolean sound;
  private boolean wasUsedSince;
  private boolean snapshotIsWhole = true;
  private final Supplier<String> nobodysPassword;
  private final List<String> remarks = new ArrayList<>();
  private final List<String> notSaved = new ArrayList<>();

  /**
   * Of these files.
   *
   * @param nobodysPassword the hash of a password that nobody knows
   */
  Repair(StoredFiles files, Supplier<String> nobodysPassword) throws IOException {
    this.files = files;
    this.nobodysPassword = nobodysPassword;
    folder = new SalvagedFolder(files, NamedIds::highestIn);
    found = Examination.of(files);
    sound = folder.missingFiles(notSaved::add) == 0 && found.isSound();
  }

  /**
   * Of a whole folder after which a server has gone on: whatever it gave out since is gone, and
   * must not be given out again.
   */
  static Repair ofBackup(StoredFiles files) throws IOException {
    Repair repair =
        new Repair(
            files,
            () -> {
              throw new IllegalStateException("an account of a whole folder is lost");
            });
    repair.wasUsedSince = true;
    return repair;
  }

  /** What a start would say of the folder as it is. */
  Examination found() {
    return found;
  }

  /** Whether a server starts with the folder as it is, and nothing shows that it had more. */
  boolean wasSound() {
    return sound;
  }

  /** What could not be saved, with the place and the reason; empty if everything could. */
  List<String> notSaved() {
    return notSaved;
  }

  /** How what was lost was made up for. */
  List<String> remarks() {
    return remarks;
  }

  private void note(Finding finding) {
    (finding.weight() == Finding.Weight.TORN_END ? remarks : notSaved).add(finding.toString());
  }

  /** Writes the copy. */
  void writeTo(MendedFolder target) throws IOException {
    SalvagedFolder.Users users = folder.users(this::note);
    SalvagedFolder.Groups groups = folder.groups(this::note);
    long before = folder.before();
    Mentions mentions = new Mentions();
    GroupBook book = new GroupBook(groups);
    long nextId = survey(before, mentions, book);
    expectNothingAfter(nextId);
    mentions.add(groups.snapshot());
    AccountBook accounts = new AccountBook(users, nobodysPassword);
    StoredGroup.Snapshot mended = groups.snapshot();
    if (!sound) {
      accounts.complete(users.brokenRows(), mentions, notSaved::add, remarks::add);
      mended = book.snapshot(nextId - 1, remarks::add);
    }
    if (wasUsedSince) {
      mended =
          new StoredGroup.Snapshot(
              mended.includes(), mended.lastNumber() + Leap.NUMBERS, mended.groups());
    }
    Reconstruction state = new Reconstruction(snapshotIsWhole);
    accounts.accounts().forEach(state::add);
    state.restore(mended);
    long named = Math.max(replay(before, state, target), mended.includes());
    long beyondAll = Math.max(Math.max(nextId, named + 1), folder.highestLoggedId() + 1);
    target.finish(
        sound && !wasUsedSince ? nextId : beyondAll + Leap.NUMBERS,
        state.current(accounts.accounts()),
        state.groups(),
        state.lines());
    target.copyMessageLog(files);
    target.copyOperatorsFiles(files, notSaved::add);
  }

  /** A message is logged when it is in the journal: the log cannot know more. */
  private void expectNothingAfter(long nextId) throws IOException {
    long logged = folder.highestLoggedId();
    if (logged >= nextId) {
      sound = false;
      notSaved.add(
          "pending: the journal ends before record "
              + nextId
              + ", but messages.csv has message "
              + logged
              + "; what was written in between is lost");
    }
  }

  /** Looks for who and what is named; what is damaged is told when it is read again. */
  private long survey(long before, Mentions mentions, GroupBook book) throws IOException {
    MemberTrace trace = new MemberTrace(folder::know);
    long nextId =
        folder.journal(
            before,
            _ -> {},
            new SalvagedFolder.Journal() {
              @Override
              public void record(JournalRecord record, boolean old) {
                mentions.add(record);
                book.observe(record);
                if (record instanceof JournalRecord.Posted(Event.GroupEvent event, var told, _)) {
                  trace.follow(event, told);
                }
              }

              @Override
              public void entryForWhom(Event.Entry entry) {
                mentions.add(entry);
                if (entry instanceof Event.GroupEvent event) {
                  book.observe(event, null);
                  trace.follow(event, null);
                }
              }
            });
    folder.state(
        line -> {
          mentions.add(line);
          book.observe(line);
        },
        _ -> snapshotIsWhole = false);
    return nextId;
  }

  /** Applies what there is, and copies the journal; returns the highest id that the state names. */
  private long replay(long before, Reconstruction state, MendedFolder target) throws IOException {
    long named = folder.state(line -> noteMisfit("state.jsonl", state.restore(line)), this::note);
    folder.journal(
        before,
        this::note,
        new SalvagedFolder.Journal() {
          @Override
          public void record(JournalRecord record, boolean old) throws IOException {
            target.add(record);
            noteMisfit("record " + record.id(), state.take(record, old));
          }

          @Override
          public void entryForWhom(Event.Entry entry) {}
        });
    state.finish(remarks::add);
    if (!snapshotIsWhole) {
      remarks.add(
          "state.jsonl: where the line of a mailbox is lost, everything since the last"
              + " acknowledgement waits again; where that is lost, too, some get it twice");
    }
    return named;
  }

  private void noteMisfit(String place, @Nullable String why) {
    if (why != null) {
      remarks.add(place + ": " + why);
    }
  }
}
