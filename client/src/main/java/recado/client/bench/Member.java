package recado.client.bench;

import org.jspecify.annotations.Nullable;

/** A peer that takes part in flows: as a receiver, as a sender, in a group as both. */
record Member(Lane lane, int place, @Nullable Flow own) implements Part {
  /** The sender of a pair, to whom nobody writes. */
  static Member sending(Lane lane, Flow own) {
    return new Member(lane, 0, own);
  }

  /** The receiver of a pair. */
  static Member receiving(Lane lane) {
    return new Member(lane, 0, null);
  }

  @Override
  public void message(LineCursor text, long now) {
    lane.arrived(place, text, now);
  }

  @Override
  public void sent(long cid, long now) {
    if (own == null) {
      lane.tally().strange();
    } else {
      own.sent(cid, now);
    }
  }
}
