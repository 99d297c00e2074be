package io.balsa.node;

import io.balsa.config.LimitsConfig;
import io.balsa.config.RaftConfig;
import java.util.concurrent.TimeUnit;

/** Small limits and short times. */
final class TestConfigs {
    static final long SUBMIT_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);
    static final int MAX_COMMAND_LENGTH = 4096;
    private static final int RING_BYTES = 64 * 1024;

    private TestConfigs() {}

    static RaftConfig raft() {
        return raft(1 << 20);
    }

    static RaftConfig raft(int maxUncommittedBytes) {
        return new RaftConfig(
                TimeUnit.MILLISECONDS.toNanos(200),
                TimeUnit.MILLISECONDS.toNanos(20),
                0,
                TimeUnit.SECONDS.toNanos(2),
                64 * 1024,
                64,
                1 << 20,
                maxUncommittedBytes,
                1 << 20,
                8192);
    }

    static LimitsConfig limits() {
        return limits(1024, 1024);
    }

    static LimitsConfig limits(int maxPendingCalls, int maxPendingReads) {
        return limits(maxPendingCalls, maxPendingReads, LimitsConfig.Backlogs.behind(RING_BYTES));
    }

    static LimitsConfig limits(LimitsConfig.Backlogs backlogs) {
        return limits(1024, 1024, backlogs);
    }

    private static LimitsConfig limits(int maxPendingCalls, int maxPendingReads, LimitsConfig.Backlogs backlogs) {
        return new LimitsConfig(
                MAX_COMMAND_LENGTH,
                MAX_COMMAND_LENGTH,
                RING_BYTES,
                maxPendingCalls,
                maxPendingReads,
                4,
                64,
                4096,
                4096,
                SUBMIT_TIMEOUT_NS,
                TimeUnit.SECONDS.toNanos(2),
                backlogs);
    }
}
