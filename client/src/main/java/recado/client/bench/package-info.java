/**
 * A load generator for Recado servers: how many messages, how soon, at what cost.
 *
 * <p>Thousands of connections are driven by a few threads, each with a selector: a {@link
 * recado.client.bench.Loop}. A {@link recado.client.bench.Peer} is one connection, a {@link
 * recado.client.bench.Flow} what one sender says to its receivers, a {@link
 * recado.client.bench.Lane} the flows of one loop. Whatever belongs together belongs to one loop,
 * so that nothing is shared while it is measured. The main thread ({@link recado.client.bench.Rig},
 * {@link recado.client.bench.Traffic}) says when to begin and to end, and adds up. Each {@link
 * recado.client.bench.Workload} is a command.
 */
@NullMarked
package recado.client.bench;

import org.jspecify.annotations.NullMarked;
