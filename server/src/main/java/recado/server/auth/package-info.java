/** Passwords and tokens: what takes long or must not leak, kept apart from what decides. */
@NullMarked
package recado.server.auth;

import org.jspecify.annotations.NullMarked;
