/**
 * Figures for who watches over many machines: Prometheus's text format and a health check, over
 * HTTP.
 */
@NullMarked
package recado.server.metrics;

import org.jspecify.annotations.NullMarked;
