/** What an append to the journal costs, over real files. */
@NullMarked
package io.balsa.benchmarks.journal;

import org.jspecify.annotations.NullMarked;
