/** Apache Ratis, over gRPC or Netty. */
@NullMarked
package io.balsa.benchmarks.peer.ratis;

import org.jspecify.annotations.NullMarked;
