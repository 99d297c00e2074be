@NullMarked
package io.balsa.simulator.history;

import org.jspecify.annotations.NullMarked;
