/** Tests of io.balsa.simulator.nemesis. */
@NullMarked
package io.balsa.simulator.nemesis;

import org.jspecify.annotations.NullMarked;
