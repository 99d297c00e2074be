package io.balsa.server.kv;

/**
 * A consistent picture of the store after one command.
 *
 * @param index     of that command in the log; 0 before the first
 * @param keys      present
 * @param stateHash hash of all keys and values; equal on replicas with equal state
 */
public record Keyspace(long index, long keys, long stateHash) {}
