/** Tests of the command line. */
@NullMarked
package io.balsa.server.cli;

import org.jspecify.annotations.NullMarked;
