package recado.server.postoffice;

/** What a decision does to the world outside, once it is safe. */
sealed interface Effect {
  /** Tell a connection something that is in no mailbox. */
  record Tell(Caller to, Parcel parcel) implements Effect {}

  /** Tell a connection a lobby message. */
  record TellLobby(Caller to, Parcel parcel, long id) implements Effect {}

  /** Give an entry to a connection that is live. */
  record Deliver(Caller to, Parcel parcel, long id) implements Effect {}

  /** Let a connection read on in its mailbox. */
  @SuppressWarnings("ArrayRecordComponent") // effects are never compared
  record CatchUp(Caller to, long[] ids) implements Effect {}

  /** End a connection. */
  record Close(Caller to) implements Effect {}

  /** Anything else that must wait until the batch is safe. */
  record Then(Runnable action) implements Effect {}
}
