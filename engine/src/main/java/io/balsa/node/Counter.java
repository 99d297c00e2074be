package io.balsa.node;

/** What a node counts. Each only rises in the node's life, but for those that say otherwise. */
public enum Counter {
    /** Turns of the loop. */
    TURNS,
    /** Turns that found nothing to do. */
    IDLE_TURNS,
    /** Longest turn so far, in nanoseconds. */
    MAX_TURN_NS,
    /** Commands appended to the log as leader. */
    COMMANDS,
    /** Payload bytes of those commands. */
    COMMAND_BYTES,
    /** Turns in which commands were appended; {@code COMMANDS / BATCHES} is the mean batch. */
    BATCHES,
    /** Commands passed on to the leader. */
    FORWARDED,
    /** Entries applied, those of the protocol itself included. */
    APPLIED,
    /** Entries that were read from the journal to be applied, because they were no longer in memory. */
    APPLIED_COLD,
    /** Linearizable queries answered. */
    QUERIES,
    /** Queries that the state machine failed to answer. */
    QUERY_FAILURES,
    /** Times this node became candidate. */
    ELECTIONS,
    /** Times this node became leader. */
    LEADERSHIPS,
    /** Frames received, those dropped included. */
    FRAMES,
    /** Replies that were given up because their receiver takes none. */
    REPLIES_DROPPED,
    /** Exceptions that callers' handlers let escape. */
    HANDLER_FAILURES,
    /** Calls of this process that wait for their outcome; rises and falls. */
    PENDING_CALLS,
    /** Remote clients linked; rises and falls. */
    CLIENTS
}
