/** How long nobody answers after a leader was taken away. */
@NullMarked
package io.balsa.benchmarks.failover;

import org.jspecify.annotations.NullMarked;
