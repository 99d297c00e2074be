/** What the ring between callers and the loop costs. */
@NullMarked
package io.balsa.benchmarks.node;

import org.jspecify.annotations.NullMarked;
