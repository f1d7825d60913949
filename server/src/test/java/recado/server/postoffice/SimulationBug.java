package recado.server.postoffice;

import recado.server.store.Journal;
import recado.server.store.files.Disk;

/** A mistake put between the server and its stores, which the simulation must find. */
interface SimulationBug {
  /** None at all. */
  SimulationBug NONE = new SimulationBug() {};

  /** What the server takes for its disk. */
  default Disk disk(Disk disk) {
    return disk;
  }

  /** What the server takes for its journal. */
  default Journal journal(Journal journal) {
    return journal;
  }
}
