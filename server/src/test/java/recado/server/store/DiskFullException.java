package recado.server.store;

import java.io.IOException;

/** What tests let a disk say. Without a stack trace: they do it often, and it is logged. */
public final class DiskFullException extends IOException {
  public static final String MESSAGE = "no space left on device";

  public DiskFullException() {
    super(MESSAGE);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
