/**
 * The server's domain under a simulator: a small town chats through a server that keeps dying, on a
 * disk that forgets.
 *
 * <p>Everything is real from the post office down to the files' lines, but for four things: the
 * disk ({@link recado.server.simulation.SimulatedDisk}), the clock, the connections, and who goes
 * next. One seed decides all of it, so that what was found can be found again. The oracle ({@link
 * recado.server.simulation.SimulatedOracle} and those it asks) hears every word that the server
 * says to anybody and knows the promises; {@link recado.server.simulation.SimulatedBook} compares
 * the state after every start with what all records give; {@link
 * recado.server.simulation.SimulationEnd} lets all come back and asks what is missing. {@code
 * docs/reliability.md} says what has come of it.
 */
@NullMarked
package recado.server.simulation;

import org.jspecify.annotations.NullMarked;
