package recado.server.dialect.zap;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import recado.protocol.Event;
import recado.protocol.ProtocolException;
import recado.protocol.Request;
import recado.server.dialect.FrameDialect;

/**
 * One connection: {@link ZapRequests} has what the client says, on the reading thread, and {@link
 * ZapFrames} what it is told, on the writing thread.
 */
final class ZapTalk implements FrameDialect.Talk {
  private final Switchboard switchboard;
  private final ZapRequests requests;
  private final ZapFrames frames;

  ZapTalk(InputStream in, Flavour flavour, Switchboard switchboard) {
    this.switchboard = switchboard;
    Shown shown = new Shown();
    Self self = new Self(switchboard, this);
    requests = new ZapRequests(in, self, shown, switchboard);
    frames = new ZapFrames(flavour, self, shown, switchboard);
  }

  @Override
  public @Nullable Request next() throws IOException, ProtocolException {
    return requests.next();
  }

  @Override
  public boolean hasNext() {
    return requests.hasNext();
  }

  @Override
  public boolean note(Event event) {
    if (event instanceof Event.Sent sent) {
      switchboard.note(sent.id(), ZapRequests.timeIn(sent.cid()));
    }
    return frames.note(event);
  }

  @Override
  public void tell(Event event, FrameDialect.Peer peer) throws IOException, InterruptedException {
    frames.tell(event, peer);
  }

  @Override
  public void end() {
    frames.end();
  }
}
