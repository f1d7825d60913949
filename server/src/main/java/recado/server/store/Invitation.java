package recado.server.store;

import org.jspecify.annotations.Nullable;
import recado.protocol.UserName;

/**
 * Somebody may make one account.
 *
 * @param code the hash of what they were told; never the code
 * @param ends milliseconds since 1970-01-01 UTC
 * @param usedBy who has been made with it, or null
 */
public record Invitation(TokenHash code, long ends, @Nullable UserName usedBy) {}
