package recado.client.arrival;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Objects;
import recado.client.local.AccountFolder;
import recado.client.texts.Phrase;

/** What went wrong, in a line for the person. Stateless. */
public final class Failures {
  private Failures() {}

  /** Trouble with the disk. */
  public static String explain(IOException e) {
    return switch (e) {
      case AccountFolder.InUseException inUse -> Phrase.IN_USE.text(inUse.folder());
      case AccessDeniedException denied -> Phrase.NO_PERMISSION.text(denied.getFile());
      case FileSystemException other -> Phrase.CANNOT_USE.text(other.getFile(), reason(other));
      default -> String.valueOf(e.getMessage());
    };
  }

  private static String reason(FileSystemException e) {
    return Objects.requireNonNullElse(e.getReason(), e.getClass().getSimpleName());
  }

  /** A mistake of ours; the log gets the details. */
  public static String bug(Exception e) {
    new LoggedExceptions().uncaughtException(Thread.currentThread(), e);
    return Phrase.BUG.text();
  }
}
