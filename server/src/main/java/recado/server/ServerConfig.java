package recado.server;

import java.nio.file.Path;
import recado.server.limits.ConnectionLimits;
import recado.server.postoffice.Quotas;

/**
 * What a server is told at its start.
 *
 * @param port 0 for any free one
 * @param syncing whether "safe" means on the disk; else it means with the operating system
 * @param passwordMemoryKib Argon2id's memory, in KiB
 * @param passwordIterations Argon2id's passes
 * @param lineBytes the longest line that a client may send
 */
public record ServerConfig(
    String bind,
    int port,
    Path data,
    String name,
    String motd,
    boolean syncing,
    int passwordMemoryKib,
    int passwordIterations,
    boolean messageLog,
    Quotas quotas,
    ConnectionLimits limits,
    int lineBytes) {}
