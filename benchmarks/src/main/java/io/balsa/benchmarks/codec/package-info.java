/** What it costs to write, read and check the bytes of a message and of a log entry. One thread, no ports. */
@NullMarked
package io.balsa.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
