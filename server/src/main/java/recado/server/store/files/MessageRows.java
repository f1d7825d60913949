package recado.server.store.files;

import java.io.IOException;
import recado.protocol.Limits;

/**
 * Where the rows of {@code messages.csv} end. A text may have line feeds in it, so that a row ends
 * at a line feed before which its quotes are closed.
 */
final class MessageRows {
  private static final int MIN_DATE_CHARACTERS = 12;

  /** A text of the greatest length that is all quotes, which are doubled, and all names. */
  private static final long MAX_ROW_BYTES = 3L * Limits.MAX_TEXT_BYTES;

  private MessageRows() {}

  /** Up to where the file has whole rows. */
  static long wholeLength(StoredFiles files) throws IOException {
    long whole = 0;
    boolean inQuotes = false;
    try (FileLines lines = new FileLines(files.read(CsvMessageLog.FILE, 0), 0)) {
      while (lines.advance()) {
        byte[] line = lines.line();
        if (beginsRow(line, lines.length())) {
          inQuotes = false; // whatever a crash may have left open before it
        }
        for (int i = 0; i < lines.length(); i++) {
          inQuotes ^= line[i] == '"';
        }
        if (!inQuotes) {
          whole = lines.position();
        }
      }
    }
    return whole;
  }

  /** The same by a look at the last rows alone: none is longer than that. */
  static long wholeLengthByItsEnd(Disk disk) throws IOException {
    long size = disk.size(CsvMessageLog.FILE);
    long from = Math.max(0, size - MAX_ROW_BYTES);
    long whole = from;
    boolean inQuotes = false;
    try (FileLines lines = new FileLines(disk.read(CsvMessageLog.FILE, from), from)) {
      while (lines.advance()) {
        byte[] line = lines.line();
        boolean begins = beginsRow(line, lines.length());
        inQuotes &= !begins;
        for (int i = 0; i < lines.length(); i++) {
          inQuotes ^= line[i] == '"';
        }
        whole = inQuotes ? whole : lines.position();
      }
    }
    return whole;
  }

  /** As in {@code 42,2026-11-21T…}. */
  private static boolean beginsRow(byte[] line, int length) {
    int digits = 0;
    while (digits < length && isDigit(line[digits])) {
      digits++;
    }
    return digits > 0
        && digits + MIN_DATE_CHARACTERS <= length
        && line[digits] == ','
        && isDigit(line[digits + 1])
        && line[digits + 5] == '-'
        && line[digits + 8] == '-'
        && line[digits + 11] == 'T';
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
