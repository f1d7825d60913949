package recado.client.local;

/** Of what in a conversation a person wants to be told who is not looking. */
public enum NoticeLevel {
  /** Everything. */
  ALL,
  /** What has their name in it. */
  MENTIONS,
  /** Nothing. */
  NONE
}
