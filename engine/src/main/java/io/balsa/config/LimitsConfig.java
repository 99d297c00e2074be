package io.balsa.config;

/**
 * {@code balsa.limits}: what one node accepts and holds.
 *
 * @param maxCommandLength bytes of one command or query
 * @param maxResultLength  bytes of one result
 * @param submitRingBytes  bytes of commands that callers in this process may have queued for the loop; a power of two
 * @param maxPendingCalls  calls of this process that wait for their outcome
 * @param maxPendingReads  linearizable reads that wait for confirmation or apply
 * @param maxClients       remote clients linked at a time
 * @param framesPerTurn    most frames received in one turn of the loop
 * @param commandsPerTurn  most commands taken from the ring in one turn
 * @param appliesPerTurn   most entries applied in one turn
 * @param submitTimeoutNs  patience of a call that does not name its own
 * @param closeTimeoutNs   most that close waits for each of its steps
 * @param backlogs         what waits behind the ring
 */
public record LimitsConfig(
        int maxCommandLength,
        int maxResultLength,
        int submitRingBytes,
        int maxPendingCalls,
        int maxPendingReads,
        int maxClients,
        int framesPerTurn,
        int commandsPerTurn,
        int appliesPerTurn,
        long submitTimeoutNs,
        long closeTimeoutNs,
        Backlogs backlogs) {
    /**
     * What waits inside the node, for others or for the embedder.
     *
     * @param maxHeldBytes         bytes of commands that wait for a leader, or for its answer, before callers are kept out
     * @param maxPendingReadBytes  bytes of the reads that wait for confirmation or apply
     * @param maxReplyBacklogBytes bytes of replies that one member or client has no room for
     * @param maxReadRounds        rounds of confirmation that reads, here or of one member after the other, wait for; a power of
     *                             two
     * @param maxListenerEvents    events that wait for the listener
     * @param maxCompleterThreads  threads that tell callers while what is chained to futures holds others up
     */
    public record Backlogs(
            int maxHeldBytes,
            int maxPendingReadBytes,
            int maxReplyBacklogBytes,
            int maxReadRounds,
            int maxListenerEvents,
            int maxCompleterThreads) {
        /** In proportion to the ring, for who has no file to say it in. */
        public static Backlogs behind(int ringBytes) {
            return new Backlogs(ringBytes, ringBytes, ringBytes, 1024, 1024, 256);
        }
    }

    /** The ring refuses what is longer than this part of it. */
    private static final int RING_MESSAGES = 8;
    /** What the ring, and whatever else it waits in, adds to a command or result. */
    private static final int OVERHEAD = 128;

    /** @throws IllegalArgumentException when the values do not fit together; the message has a line for each reason */
    public LimitsConfig {
        long ring = RING_MESSAGES * ((long) maxCommandLength + OVERHEAD);
        new Rules("balsa.limits")
                .require(maxCommandLength > 0, "must be positive", "max-command-length")
                .require(maxResultLength > 0, "must be positive", "max-result-length")
                .require(Integer.bitCount(submitRingBytes) == 1, "must be a power of two", "submit-ring-bytes")
                .require(
                        submitRingBytes >= ring,
                        "must hold " + RING_MESSAGES + " commands of max-command-length; use at least "
                                + Quantities.formatBytes(Quantities.powerOfTwoFrom(ring)) + " or shorter commands",
                        "submit-ring-bytes",
                        "max-command-length")
                .require(maxPendingCalls > 0, "must be positive", "max-pending-calls")
                .require(maxPendingReads > 0, "must be positive", "max-pending-reads")
                .require(maxClients > 0, "must be positive", "max-clients")
                .require(framesPerTurn > 0, "must be positive", "frames-per-turn")
                .require(commandsPerTurn > 0, "must be positive", "commands-per-turn")
                .require(appliesPerTurn > 0, "must be positive", "applies-per-turn")
                .require(submitTimeoutNs > 0, "must be longer than nothing", "submit-timeout")
                .require(closeTimeoutNs > 0, "must be longer than nothing", "close-timeout")
                .require(backlogs.maxHeldBytes() > 0, "must be positive", "max-held-bytes")
                .require(
                        backlogs.maxPendingReadBytes() >= maxCommandLength + (long) OVERHEAD,
                        "must hold a query of max-command-length and a little; raise it",
                        "max-pending-read-bytes",
                        "max-command-length")
                .require(
                        backlogs.maxReplyBacklogBytes() >= maxResultLength + (long) OVERHEAD,
                        "must hold a result of max-result-length and a little; raise it",
                        "max-reply-backlog-bytes",
                        "max-result-length")
                .require(Integer.bitCount(backlogs.maxReadRounds()) == 1, "must be a power of two", "max-read-rounds")
                .require(backlogs.maxListenerEvents() > 0, "must be positive", "max-listener-events")
                .require(backlogs.maxCompleterThreads() >= 0, "must not be negative", "max-completer-threads")
                .enforce();
    }
}
