package recado.server.postoffice;

/** Those to whom a stream of messages goes, and how far each of them has come. */
interface Readers {
  /** How far this one has come. */
  Progress progressOf(Account reader);

  /** Their accounts, and those of the sender, as last looked up. */
  Recipients recipients();

  /** Whether they are so few that the sender is told of each one's progress. */
  boolean areFew();
}
