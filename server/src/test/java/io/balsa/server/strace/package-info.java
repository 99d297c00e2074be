/** What a running node asks of the operating system, in which order. */
@NullMarked
package io.balsa.server.strace;

import org.jspecify.annotations.NullMarked;
