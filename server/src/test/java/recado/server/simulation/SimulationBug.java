package recado.server.simulation;

import recado.server.store.Journal;
import recado.server.store.files.Disk;

/**
 * A mistake put between the server and its stores. The simulation must find it by what people hear:
 * records and states are compared only when there is none.
 */
interface SimulationBug {
  /** None at all. */
  SimulationBug NONE =
      new SimulationBug() {
        @Override
        public boolean isMistake() {
          return false;
        }
      };

  /** Whether anything is wrong here. */
  default boolean isMistake() {
    return true;
  }

  /** What the server takes for its disk. */
  default Disk disk(Disk disk) {
    return disk;
  }

  /** What the server takes for its journal. */
  default Journal journal(Journal journal) {
    return journal;
  }
}
