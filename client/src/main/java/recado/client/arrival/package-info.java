/**
 * From the options, what is remembered and what a person says to somebody who is signed in: {@link
 * recado.client.arrival.Arrival}.
 */
@NullMarked
package recado.client.arrival;

import org.jspecify.annotations.NullMarked;
