package recado.server.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import recado.protocol.Conversation;
import recado.protocol.UserName;

/** A person, and what they can be sure of. */
final class SimulatedPerson {
  final UserName name;
  final List<SimulatedDevice> devices = new ArrayList<>();

  /** Their passwords: two while it is not known whether a change was made. */
  final List<String> passwords = new ArrayList<>();

  /** How often a change of password was begun, and up to which one they are known to be made. */
  int passwordChanges;

  int passwordChangesMade;

  /** The account's number; empty if it is known to exist, but not by which number. */
  @Nullable String number;

  /** How many REGISTERs were sent that may have succeeded. */
  int registrations;

  /** Whom they block; an unknown state is no entry in {@link #blocks} but one here. */
  final Map<UserName, Boolean> blocks = new TreeMap<>();

  final Map<UserName, Integer> blockChanges = new HashMap<>();

  /** The newest entry that any device has said to be safe with it. */
  long acknowledged;

  /** Up to where they have said to have read. */
  final Map<Conversation, Long> read = new HashMap<>();

  int nextCid;
  int nextToken;
  private int nextPassword;

  SimulatedPerson(String name) {
    this.name = new UserName(name);
    passwords.add(newPassword());
  }

  String newPassword() {
    return name.value() + nextPassword++;
  }

  /** What the server keeps of a password: no real hash, but in the form of one. */
  static String hash(String password) {
    return "$argon2id$v=19$m=8,t=1,p=1$c2FsdA$" + password;
  }

  boolean isRegistered() {
    return number != null;
  }

  int blockChanges(UserName other) {
    return blockChanges.getOrDefault(other, 0);
  }

  /** Whether they block this one; null if nobody knows. */
  @Nullable Boolean isBlocking(UserName other) {
    return blockChanges(other) == 0 ? Boolean.FALSE : blocks.get(other);
  }

  /** Whether an entry has ever come to one of their devices. */
  boolean has(long id) {
    for (SimulatedDevice device : devices) {
      if (device.memory.containsKey(id)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return name.toString();
  }
}
