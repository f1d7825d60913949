package recado.client.script;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import recado.client.arrival.Failures;
import recado.client.desk.Face;
import recado.client.desk.Shown;
import recado.client.desk.Standing;
import recado.client.desk.Status;
import recado.client.local.Damage;
import recado.client.terminal.NoticeLines;
import recado.client.texts.Harmless;
import recado.client.texts.Phrase;

/** Keeps what a script may have to say of the server, and complains of damage. */
final class QuietFace implements Face {
  /** Where lines go that are no result. */
  interface Complaints extends Consumer<String> {}

  private final Inbox inbox;
  private final Complaints complaints;
  private volatile @Nullable String trouble;
  private volatile boolean hopeless;

  QuietFace(Inbox inbox, Complaints complaints) {
    this.inbox = inbox;
    this.complaints = complaints;
  }

  @Override
  public void show(Shown what) {
    switch (what) {
      case Shown.Unreachable gone ->
          trouble = Phrase.UNREACHABLE.text(gone.server(), NoticeLines.trouble(gone.why()));
      case Shown.Lost lost -> trouble = NoticeLines.trouble(lost.why());
      case Shown.Refused refused ->
          trouble = NoticeLines.explanation(refused.code(), refused.why());
      case Shown.TakenOver _ -> giveUp(Phrase.SCRIPT_TAKEN_OVER.text());
      case Shown.SignedOut _ -> giveUp(Phrase.SCRIPT_SIGNED_OUT.text());
      case Shown.Greeting _, Shown.Back _ -> trouble = null;
      case Shown.Damaged(Damage damage) -> damaged(damage);
      case Shown.Bug _ -> complaints.accept(Phrase.BUG.text());
      default -> {} // what a person would look at
    }
  }

  void damaged(Damage damage) {
    complaints.accept(Harmless.line(NoticeLines.explanation(damage)));
  }

  /** The desk cannot go on. */
  void failed(Exception e) {
    giveUp(e instanceof IOException io ? Failures.explain(io) : Failures.bug(e));
  }

  private void giveUp(String why) {
    trouble = why;
    hopeless = true;
    inbox.end();
  }

  @Override
  public void status(Status status) {
    // Nobody looks.
  }

  @Override
  public void standing(Standing standing) {
    // What was shown says why.
  }

  Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  boolean isHopeless() {
    return hopeless;
  }
}
