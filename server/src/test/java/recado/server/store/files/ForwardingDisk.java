package recado.server.store.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Passes everything on to another disk: who wants something else overrides it. ({@link #replace} is
 * made of the rest, so it meets what was overridden.)
 */
public class ForwardingDisk implements Disk {
  private final Disk disk;

  protected ForwardingDisk(Disk disk) {
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
