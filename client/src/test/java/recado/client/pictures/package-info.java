/**
 * Pictures of real screens for the documentation. {@link recado.client.pictures.Pictures} has
 * people talk over a real server, in pseudo-terminals, and writes down what they see.
 */
@NullMarked
package recado.client.pictures;

import org.jspecify.annotations.NullMarked;
