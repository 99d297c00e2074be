/** What is measured beside latency and throughput under load: starting, replaying, catching up, memory, idling, lasting. */
@NullMarked
package io.balsa.benchmarks.rows;

import org.jspecify.annotations.NullMarked;
