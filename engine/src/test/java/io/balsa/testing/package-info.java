/** In-memory stand-ins for the ports, with switches for what may go wrong; for the tests of every module. */
@NullMarked
package io.balsa.testing;

import org.jspecify.annotations.NullMarked;
