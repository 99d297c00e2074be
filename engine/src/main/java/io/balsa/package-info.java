/** Where an embedder starts: {@code RaftNode} runs a member of the cluster, {@code RaftClient} talks to one. */
@NullMarked
package io.balsa;

import org.jspecify.annotations.NullMarked;
