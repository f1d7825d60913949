package recado.server.store.files;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import recado.server.store.DiskFullException;

/**
 * A disk that fails to change a file, once or from then on. The write that fails is done by half.
 */
final class FailingDisk extends ForwardingDisk {
  private final AtomicInteger operations = new AtomicInteger();
  private final int firstFailure;
  private final int lastFailure;

  private FailingDisk(Disk disk, int firstFailure, int lastFailure) {
    super(disk);
    this.firstFailure = firstFailure;
    this.lastFailure = lastFailure;
  }

  /** Works so many times. */
  static FailingDisk fullAfter(int operations, Disk disk) {
    return new FailingDisk(disk, operations, Integer.MAX_VALUE);
  }

  /** Works so many times, fails once, and works again. */
  static FailingDisk failingOnceAfter(int operations, Disk disk) {
    return new FailingDisk(disk, operations, operations);
  }

  private boolean hasFailed() {
    int operation = operations.getAndIncrement();
    return operation >= firstFailure && operation <= lastFailure;
  }

  private void failInTime() throws IOException {
    if (hasFailed()) {
      throw new DiskFullException();
    }
  }

  @Override
  public Appender append(String file) throws IOException {
    Appender appender = super.append(file);
    return new Appender() {
      @Override
      public void write(byte[] bytes, int length) throws IOException {
        boolean fails = hasFailed();
        appender.write(bytes, fails ? length / 2 : length);
        if (fails) {
          throw new DiskFullException();
        }
      }

      @Override
      public void sync() throws IOException {
        failInTime();
        appender.sync();
      }

      @Override
      public void close() throws IOException {
        appender.close();
      }
    };
  }

  @Override
  public void truncate(String file, long length) throws IOException {
    failInTime();
    super.truncate(file, length);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    failInTime();
    super.rename(from, to);
  }

  @Override
  public void delete(String file) throws IOException {
    failInTime();
    super.delete(file);
  }

  @Override
  public void createFolder(String folder) throws IOException {
    failInTime();
    super.createFolder(folder);
  }

  @Override
  public void syncFolder(String folder) throws IOException {
    failInTime();
    super.syncFolder(folder);
  }
}
