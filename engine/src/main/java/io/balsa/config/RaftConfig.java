package io.balsa.config;

/**
 * {@code balsa.raft}: the protocol's times and windows.
 *
 * @param electionTimeoutNs   without word from a leader a node campaigns after this, and up to a sixteenth of it more
 * @param heartbeatIntervalNs how often an idle leader speaks
 * @param commitNoticeDelayNs so long a commit index waits for an append that takes it along
 * @param journalStallNs      a leader whose journal makes no progress for so long gives up leadership
 * @param maxAppendBytes      most bytes of entries in one AppendEntries; a single longer entry still travels alone
 * @param windowMessages      most unacknowledged AppendEntries per peer
 * @param windowBytes         most unacknowledged bytes of entries per peer; a single longer entry travels when none is
 * @param maxUncommittedBytes a leader refuses commands while so many bytes wait for commit
 * @param tailBytes           newest part of the log that is kept in memory; a power of two
 * @param tailEntries         most entries in it, and most writes whose durability is awaited apart; a power of two
 */
public record RaftConfig(
        long electionTimeoutNs,
        long heartbeatIntervalNs,
        long commitNoticeDelayNs,
        long journalStallNs,
        int maxAppendBytes,
        int windowMessages,
        int windowBytes,
        int maxUncommittedBytes,
        int tailBytes,
        int tailEntries) {
    /** @throws IllegalArgumentException when the values do not fit together; the message has a line for each reason */
    public RaftConfig {
        new Rules("balsa.raft")
                .require(electionTimeoutNs > 0, "must be longer than nothing", "election-timeout")
                .require(heartbeatIntervalNs > 0, "must be longer than nothing", "heartbeat-interval")
                .require(
                        heartbeatIntervalNs < electionTimeoutNs / 2,
                        "must be less than half of election-timeout, or one lost heartbeat starts an election; use"
                                + " less than "
                                + Quantities.formatNs(electionTimeoutNs / 2),
                        "heartbeat-interval",
                        "election-timeout")
                .require(commitNoticeDelayNs >= 0, "must not be negative", "commit-notice-delay")
                .require(
                        journalStallNs > heartbeatIntervalNs,
                        "must be longer than heartbeat-interval, " + Quantities.formatNs(heartbeatIntervalNs)
                                + "; raise it",
                        "journal-stall-limit",
                        "heartbeat-interval")
                .require(maxAppendBytes > 0, "must be positive", "max-append-bytes")
                .require(windowMessages > 0, "must be positive", "window-messages")
                .require(
                        windowBytes >= maxAppendBytes,
                        "must hold one append; use at least max-append-bytes, "
                                + Quantities.formatBytes(maxAppendBytes),
                        "window-bytes",
                        "max-append-bytes")
                .require(maxUncommittedBytes > 0, "must be positive", "max-uncommitted-bytes")
                .require(Integer.bitCount(tailBytes) == 1, "must be a power of two", "tail-bytes")
                .require(Integer.bitCount(tailEntries) == 1, "must be a power of two", "tail-entries")
                .enforce();
    }
}
