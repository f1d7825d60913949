package recado.client.local;

/**
 * How far a person has read a conversation, and how much of that the server was told. Both are
 * entry ids, or 0.
 */
public record SeenMark(long seen, long told) {
  /** Nothing yet. */
  public static final SeenMark NONE = new SeenMark(0, 0);

  /** Takes what can be. */
  public SeenMark {
    if (seen < 0 || told < 0) {
      throw new IllegalArgumentException("a mark below 0");
    }
  }
}
