package recado.client.fullscreen;

/** What the keyboard's thread has to do after a key. */
sealed interface After {
  /** Wait for the next one. */
  record GoOn() implements After {}

  /** Draw everything anew. */
  record Redraw() implements After {}

  /** Let the person go on writing this with an editor. */
  record Edit(String text) implements After {}

  /** Leave. */
  record Leave() implements After {}
}
