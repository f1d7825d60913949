/**
 * What a person can type, whatever the screen looks like: a line becomes a {@link
 * recado.client.command.UserCommand}.
 */
@NullMarked
package recado.client.command;

import org.jspecify.annotations.NullMarked;
