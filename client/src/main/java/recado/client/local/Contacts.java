package recado.client.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import recado.protocol.ProtocolException;
import recado.protocol.UserName;

/**
 * The names that a person gives to other users, in {@code contacts.json}:
 *
 * <pre>
 * {
 *   "@bruno" : "Bruno Silva"
 * }
 * </pre>
 *
 * <p>The desk's thread changes them; any thread may look a name up.
 */
public final class Contacts {
  private final Path file;
  private final NavigableMap<UserName, String> names;

  private Contacts(Path file, NavigableMap<UserName, String> names) {
    this.file = file;
    this.names = names;
  }

  /**
   * Reads the file, if there is one.
   *
   * @throws IOException if the disk fails
   */
  public static Contacts open(Path file, Consumer<Damage> damages) throws IOException {
    return new Contacts(
        file, JsonFile.read(file, Contacts::read, damages).orElseGet(ConcurrentSkipListMap::new));
  }

  static NavigableMap<UserName, String> read(ObjectNode object) throws ProtocolException {
    NavigableMap<UserName, String> names = new ConcurrentSkipListMap<>();
    for (Map.Entry<String, ?> field : object.properties()) {
      names.put(UserName.parse(field.getKey()), Json.string(object, field.getKey()));
    }
    return names;
  }

  /** The name that was given to this user, if any. */
  public Optional<String> nameOf(UserName user) {
    return Optional.ofNullable(names.get(user));
  }

  /** All names by user: a view. */
  public SortedMap<UserName, String> all() {
    return Collections.unmodifiableSortedMap(names);
  }

  /**
   * Gives a name, in place of an earlier one.
   *
   * @throws IOException if it cannot be written
   */
  public void put(UserName user, String name) throws IOException {
    names.put(user, name);
    save();
  }

  /**
   * Takes the name back.
   *
   * @return whether there was one
   * @throws IOException if that cannot be written
   */
  public boolean remove(UserName user) throws IOException {
    if (names.remove(user) == null) {
      return false;
    }
    save();
    return true;
  }

  private void save() throws IOException {
    ObjectNode object = Json.object();
    names.forEach((user, name) -> object.put(user.toString(), name));
    JsonFile.write(file, object);
  }
}
