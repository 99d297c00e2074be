/** Tests of io.balsa.simulator.machine. */
@NullMarked
package io.balsa.simulator.machine;

import org.jspecify.annotations.NullMarked;
