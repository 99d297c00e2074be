/** Tests of the client's loop, turned by hand against a fake transport and clock, and of its threads. */
@NullMarked
package io.balsa.client;

import org.jspecify.annotations.NullMarked;
