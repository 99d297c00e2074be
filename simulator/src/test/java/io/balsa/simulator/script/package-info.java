/** Tests of io.balsa.simulator.script. */
@NullMarked
package io.balsa.simulator.script;

import org.jspecify.annotations.NullMarked;
