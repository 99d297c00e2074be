@NullMarked
package io.balsa.simulator.check;

import org.jspecify.annotations.NullMarked;
