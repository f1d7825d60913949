/**
 * The commands for scripts: {@code send}, {@code tail}, {@code who}, {@code history}, {@code
 * export} and {@code import}, and what shells want to know, {@code completion} and {@code man}. On
 * the standard output is the result and nothing else; {@link recado.client.script.ExitCodes} say
 * what came of it.
 */
@NullMarked
package recado.client.script;

import org.jspecify.annotations.NullMarked;
