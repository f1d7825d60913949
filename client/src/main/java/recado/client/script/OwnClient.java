package recado.client.script;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import recado.client.arrival.Arrival;
import recado.client.control.ControlSocket;
import recado.client.desk.Desk;
import recado.client.desk.Errand;
import recado.client.desk.Papers;
import recado.client.local.Damage;
import recado.client.net.Dialer;

/** A client that nobody sees, for as long as a script needs it. Others may use it meanwhile. */
final class OwnClient implements Office {
  private final Arrival.Guest guest;
  private final QuietFace face;
  private final Inbox inbox;
  private final Desk desk;
  private final Optional<ControlSocket> control;
  private final CountDownLatch gone = new CountDownLatch(1);

  /** Of this guest, who is ours to close from now on. */
  OwnClient(Arrival.Guest guest, Inbox inbox, QuietFace.Complaints complaints) throws IOException {
    this.guest = guest;
    this.inbox = inbox;
    face = new QuietFace(inbox, complaints);
    Papers papers = Papers.open(guest.folder(), guest.account().user(), this::damaged);
    desk =
        new Desk(
            guest.account(), papers, new Dialer(guest.server(), guest.trust()), face, face::failed);
    control = ControlSocket.open(guest.folder().path(), desk, Optional.of(this::letGo));
  }

  /** A person wants to chat: the errand goes on through that chat. */
  private void letGo() {
    desk.close();
    inbox.end();
    try {
      gone.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // then without waiting
    }
  }

  private void damaged(Damage damage) {
    face.damaged(damage);
  }

  @Override
  public void run(Errand errand) {
    desk.tell(clerk -> clerk.run(errand, inbox)); // before anything can come from the server
    desk.start();
  }

  @Override
  public Optional<String> trouble() {
    return face.trouble();
  }

  @Override
  public boolean isHopeless() {
    return face.isHopeless();
  }

  @Override
  public void close() throws IOException {
    inbox.close();
    desk.close();
    if (control.isPresent()) {
      control.get().close();
    }
    guest.close();
    gone.countDown();
  }
}
