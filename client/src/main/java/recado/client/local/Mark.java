package recado.client.local;

/** How far the person has read a conversation, and whether the server knows. */
public sealed interface Mark {
  /** The id up to which. */
  long upTo();

  /** The person has seen all that came before this mark; {@code told} if the server knows. */
  record Seen(long upTo, boolean told) implements Mark {
    /** Takes an id. */
    public Seen {
      requireId(upTo);
    }
  }

  /** The server was told of what was seen earlier. */
  record Told(long upTo) implements Mark {
    /** Takes an id. */
    public Told {
      requireId(upTo);
    }
  }

  private static void requireId(long upTo) {
    if (upTo <= 0) {
      throw new IllegalArgumentException("not an id: " + upTo);
    }
  }
}
