package recado.server.postoffice;

/** Is told what the post office does. Called by its thread, often: it must be quick. */
public interface Meter {
  /** Nobody wants to know. */
  Meter NONE =
      new Meter() {
        @Override
        public void sent(Kind kind) {}

        @Override
        public void committed(int requests, long nanos) {}

        @Override
        public void failed() {}
      };

  /** What a message goes to. */
  enum Kind {
    /** One person. */
    USER,
    /** A group. */
    GROUP,
    /** Whoever is online. */
    LOBBY
  }

  /** A message was accepted; its batch may not be safe yet. */
  void sent(Kind kind);

  /** A batch of so many requests is safe, so many nanoseconds after it was decided. */
  void committed(int requests, long nanos);

  /** The disk has failed: nothing more is accepted. */
  void failed();
}
