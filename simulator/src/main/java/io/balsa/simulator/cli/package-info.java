/**
 * The command {@code balsa simulate}: draws and runs many plans on all cores, or tells one as a story. Nothing else of the
 * simulator may import it. Each run is on one thread.
 */
@NullMarked
package io.balsa.simulator.cli;

import org.jspecify.annotations.NullMarked;
