package recado.client.local;

/** How far the person has read a conversation, and whether the server knows. */
public sealed interface Mark {
  /** The id up to which. */
  long upTo();

  /**
   * The person has seen what came before this mark.
   *
   * @param told whether the server knows
   * @param left how many of the last messages before the mark they have not seen
   */
  record Seen(long upTo, boolean told, int left) implements Mark {
    /** Takes an id, and a number that is not negative. */
    public Seen {
      requireId(upTo);
      if (left < 0) {
        throw new IllegalArgumentException("so many left: " + left);
      }
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
