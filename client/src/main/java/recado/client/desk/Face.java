package recado.client.desk;

/**
 * What a person sees of the client. A face keeps no truth: it is told, by the desk's thread, in the
 * order in which things happened.
 */
public interface Face {
  /** Something happened, or was asked for. */
  void show(Shown what);

  /** How things are now; called when that has changed. */
  void status(Status status);

  /** How it stands with the server; called at each change. */
  void standing(Standing standing);

  /**
   * What there is to see now in the {@link View} that was asked for; called when that has changed.
   */
  default void window(Window window) {}

  /** Something for a person who is not looking. */
  default void alert(Alert alert) {}
}
