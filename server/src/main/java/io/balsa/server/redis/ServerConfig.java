package io.balsa.server.redis;

import io.balsa.config.Rules;

/**
 * {@code balsa.server}: where the Redis protocol is spoken and what one client may take.
 *
 * @param address           to listen on
 * @param port              to listen on; 0 for any free one
 * @param maxConnections    at a time; one more is told so and closed
 * @param maxPipeline       commands of one connection under way; its reading waits while there are so many
 * @param maxArguments      of one command, its name included
 * @param maxValueLength    bytes of one argument, and of a value that APPEND makes longer
 * @param maxRequestLength  bytes of one command with all arguments
 * @param maxScan           keys that one SCAN looks at
 * @param outputBufferBytes answers that a client has not read; one that lets more gather is closed
 * @param writeTimeoutNs    a client that takes nothing for so long, though there is something, is closed
 * @param idleTimeoutNs     a client that sends nothing for so long is closed; 0 for never
 * @param busyTimeoutNs     how long a connection waits for room in the node's queue before it answers {@code -BUSY}
 * @param closeTimeoutNs    most that close waits for commands under way
 */
public record ServerConfig(
        String address,
        int port,
        int maxConnections,
        int maxPipeline,
        int maxArguments,
        int maxValueLength,
        int maxRequestLength,
        int maxScan,
        long outputBufferBytes,
        long writeTimeoutNs,
        long idleTimeoutNs,
        long busyTimeoutNs,
        long closeTimeoutNs) {

    /** Bytes of a request around a single value: its name, its key's header and the like. */
    private static final int REQUEST_OVERHEAD = 64;

    public ServerConfig {
        new Rules("balsa.server")
                .require(!address.isBlank(), "is empty; write an address, such as \"127.0.0.1\"", "address")
                .require(
                        maxRequestLength >= maxValueLength + REQUEST_OVERHEAD,
                        "does not hold one value of max-value-length; write at least "
                                + (maxValueLength + REQUEST_OVERHEAD),
                        "max-request-length",
                        "max-value-length")
                .enforce();
    }
}
