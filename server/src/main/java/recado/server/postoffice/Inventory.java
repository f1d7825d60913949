package recado.server.postoffice;

/**
 * How much there is of what a post office knows.
 *
 * @param groups those that have members
 * @param deliveries entries that wait, counted once for each device that waits for them
 * @param lastId the id of the last record ever written, or 0
 * @param sessions those that are logged in
 */
public record Inventory(int accounts, int groups, long deliveries, long lastId, int sessions) {

  static Inventory of(State state, long lastId) {
    long deliveries = 0;
    int sessions = 0;
    for (Account account : state.accounts.all()) {
      sessions += account.sessions.size();
      deliveries += account.waiting.count();
      for (Device device : account.devices.values()) {
        deliveries += device.queue.count();
      }
    }
    int groups = 0;
    for (Group group : state.groups.all()) {
      groups += group.hasEnded() ? 0 : 1;
    }
    return new Inventory(state.accounts.all().size(), groups, deliveries, lastId, sessions);
  }
}
