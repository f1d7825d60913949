package recado.client.local;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import recado.client.texts.Phrase;
import recado.protocol.ProtocolException;

/**
 * A file of JSON objects, one a line, that grows at its end.
 *
 * <p>{@link #append} only collects; {@link #force} writes all that was collected and returns when
 * the disk has it, so that many lines cost one sync. Between the two no file is open: there may be
 * hundreds of these.
 *
 * <p>A last line without its ending was being written when the power went: nobody was told that it
 * is safe, so it is dropped. Any other line that cannot be read is moved to a file beside this one.
 * Both are reported.
 */
final class JsonLines {
  /** Takes one line and its place in the file; throws, and changes nothing, if it has no sense. */
  interface Reader {
    void line(ObjectNode line, long offset) throws ProtocolException;
  }

  private static final byte[] LINE_END = {'\n'};

  private final Path file;
  private final ByteArrayOutputStream unwritten = new ByteArrayOutputStream();
  private long size; // of the file, in bytes, without what is unwritten

  /** For a file that does not exist yet; see {@link #open} for one that may. */
  JsonLines(Path file) {
    this.file = file;
  }

  /**
   * Reads all there is, line by line, and is then ready for more. A file that does not exist is
   * empty.
   *
   * @throws IOException if the disk fails
   */
  static JsonLines open(Path file, Reader reader, Consumer<Damage> damages) throws IOException {
    JsonLines lines = new JsonLines(file);
    if (Files.exists(file)) {
      try {
        lines.load(reader, damages);
      } catch (IOException e) {
        throw new IOException(Phrase.CANNOT_READ.text(file, e.getMessage()), e);
      }
    }
    return lines;
  }

  private void load(Reader reader, Consumer<Damage> damages) throws IOException {
    Path kept = file.resolveSibling(file.getFileName() + ".damaged");
    ByteArrayOutputStream badBytes = new ByteArrayOutputStream();
    BitSet bad = new BitSet(); // line numbers
    boolean ended = true;
    try (RawLines lines = new RawLines(file, 0)) {
      byte @Nullable [] line;
      while ((line = lines.next()) != null) {
        ended = lines.ended();
        if (isUnderstood(line, reader)) {
          size += line.length + 1;
        } else if (ended) {
          bad.set(lines.number());
          badBytes.writeBytes(line);
          badBytes.writeBytes(LINE_END);
          damages.accept(new Damage.BadLine(file, lines.number(), kept));
        } else {
          bad.set(lines.number());
          damages.accept(new Damage.TornLine(file, lines.number()));
        }
      }
    }
    if (badBytes.size() > 0) {
      PrivateFiles.append(kept, badBytes.toByteArray());
    }
    if (!bad.isEmpty()) {
      PrivateFiles.replace(file, without(bad));
    } else if (!ended) {
      PrivateFiles.append(file, LINE_END); // a line that somebody wrote with an editor
    }
  }

  private boolean isUnderstood(byte[] line, Reader reader) {
    if (line.length == 0) {
      return true;
    }
    try {
      reader.line(Json.parse(line), size);
      return true;
    } catch (IOException | IllegalArgumentException | ProtocolException _) {
      return false;
    }
  }

  private byte[] without(BitSet numbers) throws IOException {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    try (RawLines lines = new RawLines(file, 0)) {
      byte @Nullable [] line;
      while ((line = lines.next()) != null) {
        if (!numbers.get(lines.number())) {
          rest.writeBytes(line);
          rest.writeBytes(LINE_END);
        }
      }
    }
    return rest.toByteArray();
  }

  /** Adds a line and gives its place; it is in the file after the next {@link #force}. */
  long append(ObjectNode line) {
    long offset = end();
    unwritten.writeBytes(Json.line(line));
    return offset;
  }

  /**
   * Returns when all lines are on the disk.
   *
   * @throws IOException if the disk fails; how much of it was written is not known, so nothing more
   *     may be written
   */
  void force() throws IOException {
    if (unwritten.size() == 0) {
      return;
    }
    try {
      PrivateFiles.append(file, unwritten.toByteArray());
    } catch (IOException e) {
      throw new IOException(Phrase.CANNOT_WRITE.text(file, e.getMessage()), e);
    }
    size += unwritten.size();
    unwritten.reset();
  }

  /** Reads again what is between two places, which {@link #append} or the first reading gave. */
  void read(long from, long to, Reader reader) throws IOException {
    force();
    long at = from;
    try (RawLines lines = new RawLines(file, from)) {
      byte @Nullable [] line;
      while (at < to && (line = lines.next()) != null) {
        try {
          reader.line(Json.parse(line), at);
        } catch (JacksonException | IllegalArgumentException | ProtocolException e) {
          throw new IOException(Phrase.CHANGED_BY_OTHERS.text(file), e);
        }
        at += line.length + 1;
      }
    }
  }

  /** The place behind the last line, unwritten ones included. */
  long end() {
    return size + unwritten.size();
  }

  /** Empties the file. What was appended and not forced is gone, too. */
  void clear() throws IOException {
    unwritten.reset();
    if (size > 0) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(0);
        channel.force(true);
      }
      size = 0;
    }
  }
}
