package io.balsa.server.redis;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counters since the server started. Any thread. */
final class Statistics {
    final long startedNs = System.nanoTime();
    final LongAdder commands = new LongAdder();
    final LongAdder bytesReceived = new LongAdder();
    final AtomicLong connections = new AtomicLong();
    final AtomicLong refusedConnections = new AtomicLong();
    final AtomicLong closedForOutput = new AtomicLong();
    final AtomicLong protocolErrors = new AtomicLong();
}
