package recado.server.postoffice;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.protocol.Event;

/** The effects of the batch at hand, in the order decided, held back until it is safe. */
final class Effects {
  private static final Logger LOG = LoggerFactory.getLogger(Effects.class);

  private final List<Effect> waiting = new ArrayList<>();
  private final List<Caller> unflushed = new ArrayList<>();

  void tell(Caller caller, Event event) {
    tell(caller, new Parcel(event));
  }

  void tell(Caller caller, Parcel parcel) {
    waiting.add(new Effect.Tell(caller, parcel.forOneMore()));
  }

  void tellLobby(Caller caller, Parcel parcel, long id) {
    waiting.add(new Effect.TellLobby(caller, parcel.forOneMore(), id));
  }

  void deliver(Caller caller, Parcel parcel, long id) {
    waiting.add(new Effect.Deliver(caller, parcel.forOneMore(), id));
  }

  void catchUp(Caller caller, long[] ids) {
    waiting.add(new Effect.CatchUp(caller, ids));
  }

  void close(Caller caller) {
    waiting.add(new Effect.Close(caller));
  }

  void then(Runnable action) {
    waiting.add(new Effect.Then(action));
  }

  /** How many are held back. */
  int count() {
    return waiting.size();
  }

  /** The batch is safe: lets them out, with one flush for each connection. */
  void release() {
    for (Effect effect : waiting) {
      try {
        release(effect);
      } catch (RuntimeException e) {
        LOG.error("an effect failed; the others go on", e);
      }
    }
    waiting.clear();
    for (Caller caller : unflushed) {
      caller.unflushed = false;
      try {
        caller.outlet.flush();
      } catch (RuntimeException e) {
        LOG.error("letting words out failed; the other connections go on", e);
      }
    }
    unflushed.clear();
  }

  private void release(Effect effect) {
    switch (effect) {
      case Effect.Tell(Caller to, Parcel parcel) -> {
        to.outlet.tell(parcel);
        noteUnflushed(to);
      }
      case Effect.TellLobby(Caller to, Parcel parcel, long id) -> {
        to.outlet.tell(parcel);
        if (to.device != null) {
          to.device.toldLobby(id, to.sentBefore);
        }
        noteUnflushed(to);
      }
      case Effect.Deliver(Caller to, Parcel parcel, long id) -> deliverNow(to, parcel, id);
      case Effect.CatchUp(Caller to, long[] ids) -> catchUpNow(to, ids);
      case Effect.Close(Caller to) -> {
        to.outlet.flush();
        to.outlet.close();
      }
      case Effect.Then(Runnable action) -> action.run();
    }
  }

  /** The batch is not safe: nothing of it may be seen. */
  void drop() {
    waiting.clear();
  }

  private void deliverNow(Caller to, Parcel parcel, long id) {
    if (!to.live) {
      return; // it fell behind within this batch: the entry waits in the mailbox
    }
    if (to.outlet.deliver(parcel)) {
      moveTo(to, id);
      to.sentBefore = id;
      noteUnflushed(to);
    } else {
      to.live = false;
    }
  }

  private static void catchUpNow(Caller to, long[] ids) {
    to.sentBefore = to.position; // what is told meanwhile overtakes what is read from the disk
    moveTo(to, ids[ids.length - 1]);
    to.outlet.flush(); // what was told before the entries goes out before them
    to.outlet.catchUp(ids);
  }

  private static void moveTo(Caller to, long id) {
    to.position = id;
    if (to.device != null) {
      to.device.sentUpTo = Math.max(to.device.sentUpTo, id);
    }
  }

  private void noteUnflushed(Caller caller) {
    if (!caller.unflushed) {
      caller.unflushed = true;
      unflushed.add(caller);
    }
  }
}
