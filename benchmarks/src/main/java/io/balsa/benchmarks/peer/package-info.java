/**
 * The systems that are measured side by side, behind one small interface: three nodes that replicate a command, apply it to a
 * state machine on each node, and answer its token after the leader applied it. Every adapter runs its system as that
 * system's own documentation recommends for speed, and says in {@code settings()} what it was told.
 */
@NullMarked
package io.balsa.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
