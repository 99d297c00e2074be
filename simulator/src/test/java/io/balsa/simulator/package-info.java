/** Tests of the simulator. */
@NullMarked
package io.balsa.simulator;

import org.jspecify.annotations.NullMarked;
