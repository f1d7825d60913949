package recado.server.simulation;

/**
 * The server dies here. An error and no exception, because the post office, rightly, goes on after
 * any exception of its own making.
 */
final class SimulatedCrash extends Error {
  private static final long serialVersionUID = 1;

  SimulatedCrash() {
    super("the server dies", null, false, false);
  }
}
