package recado.server.store;

import recado.protocol.Cid;
import recado.protocol.DeviceName;

/** From which of its sender's devices a message came, and what that device called it. */
public record Origin(DeviceName device, Cid cid) {}
