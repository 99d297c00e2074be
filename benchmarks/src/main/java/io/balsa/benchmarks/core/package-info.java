/** What a turn of the Raft core costs on a leader and on a follower, over ports that cost nothing. One thread. */
@NullMarked
package io.balsa.benchmarks.core;

import org.jspecify.annotations.NullMarked;
