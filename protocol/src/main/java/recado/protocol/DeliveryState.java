package recado.protocol;

/** How far a message has come with one recipient. The order counts: each includes the former. */
public enum DeliveryState {
  /** The server keeps it. */
  PENDING("pending"),
  /** It is safe on one of the recipient's devices. */
  DELIVERED("delivered"),
  /** The recipient has seen it. */
  READ("read");

  private final String word;

  DeliveryState(String word) {
    this.word = word;
  }

  /** As {@code RECEIPT} lines write it. */
  public String word() {
    return word;
  }

  static DeliveryState parse(String word) throws ProtocolException {
    for (DeliveryState state : values()) {
      if (state.word.equals(word)) {
        return state;
      }
    }
    throw new ProtocolException(ErrorCode.BAD_SYNTAX, "no such state: " + word);
  }
}
