/** Tests of io.balsa.simulator.cli. */
@NullMarked
package io.balsa.simulator.cli;

import org.jspecify.annotations.NullMarked;
