package recado.client.fullscreen;

/** A key that was struck, with the characters that came with it. */
record Stroke(Key key, String text) {
  Stroke(Key key) {
    this(key, "");
  }
}
