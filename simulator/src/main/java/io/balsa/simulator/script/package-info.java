/** Scenarios as text: what is done to a cluster, and under it what came of it. */
@NullMarked
package io.balsa.simulator.script;

import org.jspecify.annotations.NullMarked;
