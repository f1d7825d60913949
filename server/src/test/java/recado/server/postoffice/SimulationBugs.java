package recado.server.postoffice;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import recado.protocol.Event;
import recado.server.store.Journal;
import recado.server.store.JournalRecord;
import recado.server.store.StateRecord;
import recado.server.store.StoredGroup;
import recado.server.store.files.Disk;

/** Mistakes that are easily made, each between a server that is right and a disk that is. */
enum SimulationBugs implements SimulationBug {
  /** Lets the answers out first and syncs then. */
  ANSWERS_BEFORE_THE_SYNC {
    @Override
    public Journal journal(Journal journal) {
      return new Passing(journal) {
        @Override
        public void commit(Outcome outcome) {
          outcome.safe();
          super.commit(
              new Outcome() {
                @Override
                public void safe() {}

                @Override
                public void failed(IOException cause) {
                  outcome.failed(cause);
                }
              });
        }
      };
    }
  },

  /** Syncs files, and not the folders that have their names. */
  FORGETS_THE_FOLDERS_SYNC {
    @Override
    public Disk disk(Disk disk) {
      return new PassingDisk(disk) {
        @Override
        public void syncFolder(String folder) {}
      };
    }
  },

  /** Believes every line of a disk that gives some byte of the journal back wrong. */
  SKIPS_THE_CHECKSUM {
    @Override
    public Disk disk(Disk disk) {
      return new PassingDisk(disk) {
        @Override
        public InputStream read(String file, long from) throws IOException {
          try (InputStream in = super.read(file, from)) {
            byte[] content = in.readAllBytes();
            boolean journal = file.startsWith("pending/") && from == 0;
            return new ByteArrayInputStream(journal ? withWrongLetter(content) : content);
          }
        }
      };
    }
  },

  /** Notes an acknowledgement of everything there is instead of what was acknowledged. */
  APPLIES_A_CURSOR_TOO_EARLY {
    @Override
    public Journal journal(Journal journal) {
      return new Passing(journal) {
        @Override
        public void append(JournalRecord record) {
          super.append(
              record instanceof JournalRecord.Acknowledged ack
                  ? new JournalRecord.Acknowledged(
                      ack.id(), ack.time(), ack.user(), ack.device(), ack.id() - 1)
                  : record);
        }
      };
    }
  },

  /** Begins one id too low after a restart. */
  USES_AN_ID_TWICE {
    @Override
    public Disk disk(Disk disk) {
      return new PassingDisk(disk) {
        @Override
        public List<String> list(String folder) throws IOException {
          List<String> files = super.list(folder);
          if (!files.isEmpty()) {
            dropLastLine(folder + "/" + files.getLast());
          }
          return files;
        }

        private void dropLastLine(String file) throws IOException {
          try (InputStream in = read(file, 0)) {
            byte[] content = in.readAllBytes();
            int end = content.length - 1;
            while (end > 0 && content[end - 1] != '\n') {
              end--;
            }
            truncate(file, Math.max(end, 0));
          }
        }
      };
    }
  };

  /** Changes a letter of the first message, with a checksum that hides it. */
  private static byte[] withWrongLetter(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    int field = text.indexOf("\"text\":\"@");
    int crcField = field < 0 ? -1 : text.indexOf(",\"crc\":\"", field);
    int end = crcField < 0 ? -1 : text.indexOf('\n', crcField);
    if (end < 0) {
      return content;
    }
    int start = text.lastIndexOf('\n', field) + 1;
    byte[] damaged = content.clone();
    damaged[field + 8] ^= 1;
    CRC32C crc = new CRC32C();
    crc.update(damaged, start, crcField - start);
    byte[] digits = String.format("%08x", crc.getValue()).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, damaged, crcField + 8, digits.length);
    return damaged;
  }

  /** Passes everything on. */
  private static class Passing implements Journal {
    private final Journal journal;

    Passing(Journal journal) {
      this.journal = journal;
    }

    @Override
    public long recover(Recovery recovery) throws IOException {
      return journal.recover(recovery);
    }

    @Override
    public void append(JournalRecord record) {
      journal.append(record);
    }

    @Override
    public void commit(Outcome outcome) {
      journal.commit(outcome);
    }

    @Override
    public void retain(long id, int devices) {
      journal.retain(id, devices);
    }

    @Override
    public void release(long id) {
      journal.release(id);
    }

    @Override
    public void read(long[] ids, Consumer<Event.Entry> reader) throws IOException {
      journal.read(ids, reader);
    }

    @Override
    public boolean wantsSnapshot() {
      return journal.wantsSnapshot();
    }

    @Override
    public boolean hasNeedlessFiles() {
      return journal.hasNeedlessFiles();
    }

    @Override
    public void saveGroups(StoredGroup.Snapshot groups) {
      journal.saveGroups(groups);
    }

    @Override
    public void snapshot(StoredGroup.Snapshot groups, List<StateRecord> state) {
      journal.snapshot(groups, state);
    }

    @Override
    public void close() throws IOException {
      journal.close();
    }
  }

  /** Passes everything on but {@code replace}, which is made of the rest. */
  private static class PassingDisk implements Disk {
    private final Disk disk;

    PassingDisk(Disk disk) {
      this.disk = disk;
    }

    @Override
    public List<String> list(String folder) throws IOException {
      return disk.list(folder);
    }

    @Override
    public boolean exists(String file) throws IOException {
      return disk.exists(file);
    }

    @Override
    public long size(String file) throws IOException {
      return disk.size(file);
    }

    @Override
    public InputStream read(String file, long from) throws IOException {
      return disk.read(file, from);
    }

    @Override
    public Appender append(String file) throws IOException {
      return disk.append(file);
    }

    @Override
    public void truncate(String file, long length) throws IOException {
      disk.truncate(file, length);
    }

    @Override
    public void rename(String from, String to) throws IOException {
      disk.rename(from, to);
    }

    @Override
    public void delete(String file) throws IOException {
      disk.delete(file);
    }

    @Override
    public void createFolder(String folder) throws IOException {
      disk.createFolder(folder);
    }

    @Override
    public void syncFolder(String folder) throws IOException {
      disk.syncFolder(folder);
    }
  }
}
