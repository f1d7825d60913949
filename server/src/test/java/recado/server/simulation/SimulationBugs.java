package recado.server.simulation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import recado.protocol.Event;
import recado.server.store.ForwardingJournal;
import recado.server.store.Journal;
import recado.server.store.JournalRecord;
import recado.server.store.StateRecord;
import recado.server.store.StoredGroup;
import recado.server.store.files.Disk;
import recado.server.store.files.ForwardingDisk;

/** Mistakes that are easily made, each between a server that is right and a disk that is. */
enum SimulationBugs implements SimulationBug {
  /** Lets the answers out first and syncs then. */
  ANSWERS_BEFORE_THE_SYNC {
    @Override
    public Journal journal(Journal journal) {
      return new ForwardingJournal(journal) {
        @Override
        public void commit(Outcome outcome) {
          outcome.safe();
          super.commit(new ToldAlready(outcome));
        }
      };
    }
  },

  /** Syncs files, and not the folders that have their names. */
  FORGETS_THE_FOLDERS_SYNC {
    @Override
    public Disk disk(Disk disk) {
      return new ForwardingDisk(disk) {
        @Override
        public void syncFolder(String folder) {}
      };
    }
  },

  /** Believes every line of a disk that gives some byte of the journal back wrong. */
  SKIPS_THE_CHECKSUM {
    @Override
    public Disk disk(Disk disk) {
      return new ForwardingDisk(disk) {
        @Override
        public InputStream read(String file, long from) throws IOException {
          try (InputStream in = super.read(file, from)) {
            byte[] content = in.readAllBytes();
            boolean journal = isOfJournal(file) && from == 0;
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
      return new ForwardingJournal(journal) {
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
      return new ForwardingDisk(disk) {
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
  },

  /** Takes a batch without a message for not worth a sync: receipts, acknowledgements, tokens. */
  SYNCS_MESSAGES_ONLY {
    @Override
    public Journal journal(Journal journal) {
      return new ForwardingJournal(journal) {
        private boolean worthIt = true;

        @Override
        public void append(JournalRecord record) {
          worthIt |=
              record instanceof JournalRecord.Posted posted
                  && posted.entry() instanceof Event.Message;
          super.append(record);
        }

        @Override
        public void commit(Outcome outcome) {
          if (worthIt) {
            super.commit(outcome);
          } else {
            outcome.safe();
          }
          worthIt = false;
        }

        @Override
        public void snapshot(StoredGroup.Snapshot groups, List<StateRecord> state) {
          super.commit(
              new Outcome() {
                @Override
                public void safe() {
                  doSnapshot(groups, state);
                }

                @Override
                public void failed(IOException cause) {}
              });
        }

        private void doSnapshot(StoredGroup.Snapshot groups, List<StateRecord> state) {
          super.snapshot(groups, state);
        }
      };
    }
  },

  /** Renames a snapshot into its place before what is in it is safe. */
  RENAMES_BEFORE_THE_SYNC {
    @Override
    public Disk disk(Disk disk) {
      return new ForwardingDisk(disk) {
        @Override
        public void replace(String file, Writing content) throws IOException {
          String temporary = file + ".new";
          if (exists(temporary)) {
            delete(temporary);
          }
          try (Appender appender = append(temporary)) {
            content.to(appender);
          }
          rename(temporary, file);
          syncFolder("");
        }
      };
    }
  },

  /** Leaves a torn line where it is and writes on behind it. */
  FORGETS_TO_CUT_A_TORN_LINE {
    @Override
    public Disk disk(Disk disk) {
      return new ForwardingDisk(disk) {
        @Override
        public void truncate(String file, long length) {}
      };
    }
  },

  /** Deletes the journal's former file when the next is begun, and not when a snapshot is safe. */
  DELETES_A_FILE_TOO_EARLY {
    @Override
    public Disk disk(Disk disk) {
      return new ForwardingDisk(disk) {
        @Override
        public Appender append(String file) throws IOException {
          if (isOfJournal(file) && !exists(file)) {
            for (String former : list(FOLDER)) {
              delete(FOLDER + "/" + former);
            }
          }
          return super.append(file);
        }
      };
    }
  },

  /** Leaves the cids out of the snapshot. */
  FORGETS_CIDS {
    @Override
    public Journal journal(Journal journal) {
      return new ForwardingJournal(journal) {
        @Override
        public void snapshot(StoredGroup.Snapshot groups, List<StateRecord> state) {
          super.snapshot(
              groups,
              state.stream().filter(line -> !(line instanceof StateRecord.OfSent)).toList());
        }
      };
    }
  };

  private static final String FOLDER = "pending";

  private static boolean isOfJournal(String file) {
    return file.startsWith(FOLDER + "/");
  }

  /** It was said to be safe before: only that it is not can be said still. */
  private record ToldAlready(Journal.Outcome outcome) implements Journal.Outcome {
    @Override
    public void safe() {}

    @Override
    public void failed(IOException cause) {
      outcome.failed(cause);
    }
  }

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
}
