package recado.server.simulation;

/** Says what happens in a simulation, if somebody wants to follow it. */
final class SimulationTrace {
  private static final boolean ON = Boolean.getBoolean("recado.simulation.trace");

  private SimulationTrace() {}

  static void say(String what, Object of) {
    if (ON) {
      System.out.println(what + " " + of);
    }
  }

  static void say(String what, Object who, Object of) {
    if (ON) {
      System.out.println(what + " " + who + " " + of);
    }
  }
}
