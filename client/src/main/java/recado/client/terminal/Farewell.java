package recado.client.terminal;

import java.util.function.Supplier;
import recado.client.desk.Desk;
import recado.client.desk.Status;
import recado.client.texts.Phrase;

/** What a person is told who leaves. Stateless. */
public final class Farewell {
  private Farewell() {}

  /** Lets the server have what waits and, where it cannot, says that it goes out the next time. */
  public static void of(Screen screen, Desk desk, Supplier<Status> status) {
    boolean all = status.get().online() && desk.drain();
    int waiting = status.get().waiting();
    if (!all && waiting > 0) {
      screen.print(Phrase.WAITS_FOR_NEXT_TIME.text(waiting));
    }
  }
}
