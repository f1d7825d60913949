package recado.client.arrival;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A mistake of ours that ends a thread goes to the log: no stack traces on a terminal. */
public final class LoggedExceptions implements Thread.UncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(LoggedExceptions.class);

  @Override
  public void uncaughtException(Thread thread, Throwable e) {
    LOG.error("the thread {} ended", thread.getName(), e);
  }
}
