package recado.server.simulation;

/** A promise was broken. An error, so that nothing on its way catches it. */
final class SimulationFailure extends AssertionError {
  private static final long serialVersionUID = 1;

  SimulationFailure(String what) {
    super(what);
  }

  SimulationFailure(String what, Throwable cause) {
    super(what, cause);
  }
}
