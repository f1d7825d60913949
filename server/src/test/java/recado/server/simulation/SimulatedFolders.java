package recado.server.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Which names there are: as programs see them, and as they are sure to be after a power cut. Of the
 * changes in between, a power cut keeps any: a rename without the deletion before it, a file's name
 * without its content, and the other way round.
 */
final class SimulatedFolders {
  private final Map<String, SimulatedFile> seen = new TreeMap<>();
  private final Map<String, SimulatedFile> safe = new HashMap<>();
  private final Set<String> seenFolders = new HashSet<>(Set.of(""));
  private final Set<String> safeFolders = new HashSet<>(Set.of(""));
  private final List<Change> unsynced = new ArrayList<>();

  private sealed interface Change {
    String folder();
  }

  private record Made(String name, SimulatedFile file) implements Change {
    @Override
    public String folder() {
      return folderOf(name);
    }
  }

  private record Renamed(String from, String to, SimulatedFile file) implements Change {
    @Override
    public String folder() {
      return folderOf(to);
    }
  }

  private record Deleted(String name) implements Change {
    @Override
    public String folder() {
      return folderOf(name);
    }
  }

  private record FolderMade(String name) implements Change {
    @Override
    public String folder() {
      return folderOf(name);
    }
  }

  private static String folderOf(String name) {
    int slash = name.lastIndexOf('/');
    return slash < 0 ? "" : name.substring(0, slash);
  }

  Map<String, SimulatedFile> files() {
    return seen;
  }

  boolean hasFolder(String name) {
    return seenFolders.contains(name);
  }

  boolean hasFolderOf(String name) {
    return hasFolder(folderOf(name));
  }

  SimulatedFile make(String name) {
    SimulatedFile made = new SimulatedFile();
    seen.put(name, made);
    unsynced.add(new Made(name, made));
    return made;
  }

  void rename(String from, String to) {
    SimulatedFile file = seen.remove(from);
    if (file == null) {
      throw new IllegalArgumentException(from);
    }
    seen.put(to, file);
    unsynced.add(new Renamed(from, to, file));
  }

  void delete(String name) {
    seen.remove(name);
    unsynced.add(new Deleted(name));
  }

  void makeFolder(String name) {
    if (seenFolders.add(name)) {
      unsynced.add(new FolderMade(name));
    }
  }

  void sync(String folder) {
    for (Iterator<Change> changes = unsynced.iterator(); changes.hasNext(); ) {
      Change change = changes.next();
      if (change.folder().equals(folder)) {
        keep(change);
        changes.remove();
      }
    }
  }

  private void keep(Change change) {
    switch (change) {
      case Made(String name, SimulatedFile file) -> safe.put(name, file);
      case Renamed(String from, String to, SimulatedFile file) -> {
        safe.remove(from);
        safe.put(to, file);
      }
      case Deleted(String name) -> safe.remove(name);
      case FolderMade(String name) -> safeFolders.add(name);
    }
  }

  /** The power fails: any of what was not synced has happened, the rest has not. */
  void crash(RandomGenerator random) {
    for (Change change : unsynced) {
      if (random.nextBoolean()) {
        keep(change);
      }
    }
    unsynced.clear();
    safe.keySet().removeIf(name -> !safeFolders.contains(folderOf(name)));
    seen.clear();
    seen.putAll(safe);
    seenFolders.clear();
    seenFolders.addAll(safeFolders);
    seen.values().forEach(file -> file.crash(random));
  }
}
