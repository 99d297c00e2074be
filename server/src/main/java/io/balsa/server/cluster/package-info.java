/**
 * A cluster of node processes on this machine: files, ports, start, signals and the end, for the demo, the chaos run and the
 * tests. What it starts it ends, and what it writes it deletes. Any thread.
 */
@NullMarked
package io.balsa.server.cluster;

import org.jspecify.annotations.NullMarked;
