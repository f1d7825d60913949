/**
 * What stands on the screen: our own words, in {@link recado.client.texts.Phrase}, and other
 * people's, which {@link recado.client.texts.Harmless} lets through.
 */
@NullMarked
package recado.client.texts;

import org.jspecify.annotations.NullMarked;
