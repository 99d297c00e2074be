package io.balsa.simulator.nemesis;

import io.balsa.simulator.machine.Chance;
import java.util.Locale;

/** A number that shapes a run. Each has a simplest value, which shrinking goes back to, and bounds to be drawn within. */
public enum Parameter {
    /** Members of the cluster, all voters. */
    NODES(3, 1, 7),
    /** How long faults happen. */
    SAFETY_MS(30_000, 20_000, 40_000),
    ELECTION_MS(500, 150, 1_000),
    /** Part of the election timeout. */
    HEARTBEAT_PERCENT(20, 5, 45),
    /** Times the election timeout. */
    STALL_LIMIT_TIMES(4, 1, 8),
    /** Whole octaves: that of the least number would otherwise hold little but that number, and be drawn as often as any. */
    TICK_US(20_000, 1_024, 40_000),
    MIN_DELAY_US(50, 10, 2_000),
    /** Beyond the least delay. */
    DELAY_SPREAD_US(450, 0, 20_000),
    MAX_SYNC_US(2_000, 20, 20_000),
    /** Entries of one AppendEntries; 1 is one entry. */
    APPEND_BYTES(16_384, 1, 65_536),
    WINDOW_MESSAGES(64, 1, 1_024),
    WINDOW_BYTES(65_536, 1, 1_048_576),
    UNCOMMITTED_BYTES(65_536, 256, 67_108_864),
    /** As a power of two. */
    TAIL_ENTRIES_LOG2(10, 6, 12),
    SEGMENT_BYTES(32_768, 8_192, 262_144),
    FRAMES_PER_TURN(64, 1, 1_024),
    COMMANDS_PER_TURN(256, 1, 4_096),
    APPLIES_PER_TURN(256, 1, 4_096),
    PENDING_CALLS(256, 1, 4_096),
    PENDING_READS(256, 1, 4_096),
    /** How long a node tries before it answers that it does not know. */
    SUBMIT_MS(5_000, 500, 5_000),
    /** 1: acknowledged when the operating system has it; then plans have no power cuts. */
    PAGE_CACHE(0, 0, 1),
    CLIENTS(4, 1, 16),
    KEYS(3, 1, 8),
    /** Between two calls of a client, on average; they come in bursts. */
    THINK_MS(500, 50, 4_000),
    READ_PERCENT(50, 0, 90),
    /** Calls that a client has open at a time. */
    IN_FLIGHT(1, 1, 8),
    /** Of the clients: in processes of their own, and find the leader over the network. */
    REMOTE_PERCENT(0, 0, 100),
    /** Of the refused calls: tried once more. */
    RETRY_PERCENT(0, 0, 100),
    /** Of the calls: not of the usual length but of any, from a byte to more than is allowed. */
    LENGTHS_PERCENT(0, 0, 100),
    /** Of the times at which a client that has calls open looks after them: it gives one up. */
    CANCEL_PERCENT(0, 0, 5),
    /** As a power of two; more when the longest append or command needs it. */
    TAIL_BYTES_LOG2(16, 16, 18),
    /** Of the longest command, query and result. */
    COMMAND_BYTES(1_024, 64, 8_192),
    /** 1: clients go on calling while something stays wrong, for a while. */
    STANDING_LOAD(0, 0, 1),
    /** How long a leader without entries to send keeps a commit index to itself. */
    COMMIT_NOTICE_US(0, 0, 100_000);

    private static final double SIMPLE = 0.4;
    private static final int SMALL_TIMES = 4;

    private final int simplest;
    private final int least;
    private final int most;

    Parameter(int simplest, int least, int most) {
        this.simplest = simplest;
        this.least = least;
        this.most = most;
    }

    /** What a plan that does not name it has. */
    public int simplest() {
        return simplest;
    }

    /** The smallest that is drawn. */
    int least() {
        return least;
    }

    /** The largest that is drawn. */
    int most() {
        return most;
    }

    /** Often the simplest value, else one within the bounds, small ones being as likely as large ones. */
    int draw(Chance chance) {
        if (chance.happens(SIMPLE)) {
            return simplest;
        }
        int bits = (int) chance.between(bitsOf(least), bitsOf(most));
        long low = Math.max(least, bits == 0 ? 0 : 1 << (bits - 1));
        return (int) chance.between(low, Math.min(most, (1L << bits) - 1));
    }

    /** One of the smallest. */
    int drawSmall(Chance chance) {
        return (int) chance.between(least, SMALL_TIMES * Math.max(1, least));
    }

    private static int bitsOf(int value) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(value);
    }

    /** {@code window-messages}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
