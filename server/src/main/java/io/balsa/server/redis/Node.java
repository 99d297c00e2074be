package io.balsa.server.redis;

import io.balsa.server.Replicated;
import io.balsa.server.kv.Keyspace;
import java.util.function.Supplier;

/**
 * What the commands see of the node around them.
 *
 * @param replicated takes commands and queries
 * @param keyspace   the local replica of the store; any thread
 * @param config     of the server
 * @param clients    connected at present
 * @param statistics of the server
 * @param commands   that it knows
 */
record Node(
        Replicated replicated,
        Supplier<Keyspace> keyspace,
        ServerConfig config,
        Clients clients,
        Statistics statistics,
        CommandTable commands) {}
