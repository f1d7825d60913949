package recado.server.admin;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import recado.server.postoffice.Inventory;
import recado.server.postoffice.Meter;
import recado.server.postoffice.NamedIds;
import recado.server.postoffice.PostOffice;
import recado.server.postoffice.Quotas;
import recado.server.postoffice.Registration;
import recado.server.store.DamagedStoreException;
import recado.server.store.MessageLog;
import recado.server.store.files.CsvAccountStore;
import recado.server.store.files.Disk;
import recado.server.store.files.FileJournal;
import recado.server.store.files.Finding;
import recado.server.store.files.JsonGroupStore;
import recado.server.store.files.JsonInvitationStore;
import recado.server.store.files.MotdFile;
import recado.server.store.files.RehearsalDisk;
import recado.server.store.files.SalvagedFolder;
import recado.server.store.files.StoredFiles;

/**
 * Whether a server would start with these files and could deliver what waits in them: found out by
 * letting the post office open with them on a disk that keeps what is written to itself, and by
 * reading what a start leaves to be read later.
 *
 * @param inventory what it would start with; null if anything is damaged
 * @param damages why not, in the words of a start and in its order: the first one, and all others
 *     that can be found without it
 */
record Examination(@Nullable Inventory inventory, List<String> damages) {
  Examination {
    damages = List.copyOf(damages);
  }

  /**
   * Reads everything.
   *
   * @throws IOException if that failed for another reason than damage
   */
  static Examination of(StoredFiles files) throws IOException {
    Inventory inventory = null;
    Set<String> damages = new LinkedHashSet<>();
    RehearsalDisk disk = new RehearsalDisk(files);
    try (CsvAccountStore accounts = new CsvAccountStore(disk);
        FileJournal journal = new FileJournal(disk, new JsonGroupStore(disk))) {
      PostOffice.Ports ports =
          new PostOffice.Ports(journal, accounts, MessageLog.NONE, InstantSource.system());
      inventory = PostOffice.open(ports, Quotas.DEFAULT, rules(disk)).inventory();
      new MotdFile(disk).read();
    } catch (DamagedStoreException | RuntimeException e) {
      damages.add(String.valueOf(e.getMessage())); // what does not fit comes as any exception
    }
    SalvagedFolder folder = new SalvagedFolder(files, NamedIds::highestIn);
    if (inventory == null) {
      folder.examine(finding -> addTo(damages, finding));
    } else {
      folder.examineOlderFiles(finding -> addTo(damages, finding));
    }
    return new Examination(damages.isEmpty() ? inventory : null, new ArrayList<>(damages));
  }

  private static PostOffice.Rules rules(Disk disk) {
    return new PostOffice.Rules(Registration.OPEN, new JsonInvitationStore(disk), Meter.NONE);
  }

  private static void addTo(Set<String> damages, Finding finding) {
    if (finding.weight() == Finding.Weight.DAMAGE) {
      damages.add(finding.damage());
    }
  }

  boolean isSound() {
    return inventory != null;
  }
}
