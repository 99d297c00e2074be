/**
 * The command line: {@code node}, {@code demo}, {@code chaos}, {@code journal}. Reads arguments, prints, and ends with 0 when
 * all is well, 1 when something failed on the way, 2 when what it was given is wrong. Sees everything; only {@code Main}
 * imports it.
 */
@NullMarked
package io.balsa.server.cli;

import org.jspecify.annotations.NullMarked;
