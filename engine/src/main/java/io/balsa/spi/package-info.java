/**
 * The ports of the engine: what a journal and a transport must do for it, and the values they speak. The methods of a port
 * are called by the node's loop alone unless they say otherwise. Imports {@code io.balsa.api} and {@code io.balsa.codec}.
 */
@NullMarked
package io.balsa.spi;

import org.jspecify.annotations.NullMarked;
