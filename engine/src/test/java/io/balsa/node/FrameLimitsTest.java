package io.balsa.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.api.RaftListener;
import io.balsa.config.LimitsConfig;
import io.balsa.spi.NodeIdentity;
import io.balsa.testing.MemoryJournal;
import io.balsa.testing.MemoryNetwork;
import org.junit.jupiter.api.Test;

/** What a transport cannot carry is refused before anything is appended. */
class FrameLimitsTest {
    private static final int MAX = MemoryNetwork.MAX_FRAME_LENGTH;

    private static Loop loop(int maxCommandLength, int maxResultLength) {
        LimitsConfig limits = new LimitsConfig(
                maxCommandLength,
                maxResultLength,
                1 << 25,
                16,
                16,
                4,
                64,
                4096,
                4096,
                1_000_000,
                1_000_000,
                LimitsConfig.Backlogs.behind(1 << 25));
        return new Loop(new LoopSetup(
                new NodeIdentity("test", 0, 1),
                MemoryNetwork.membership(3),
                TestConfigs.raft(),
                limits,
                new MemoryJournal(),
                new MemoryNetwork().transport(1),
                new Adder(),
                new RaftListener() {},
                new ManualClock().clocks(1)));
    }

    /** Its entry in an append is longer than the request that brought it. */
    @Test
    void commandThatFitsItsRequestButNoAppendIsRefused() {
        int fits = MAX - Forwards.frameLength(0);
        assertThatThrownBy(() -> loop(fits, 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("balsa.limits.max-command-length = " + fits)
                .hasMessageContaining("lower it to 2096985,");
        assertThat(loop(2_096_985, 100).status().lastIndex()).isZero();
    }

    @Test
    void resultThatFitsNoReplyIsRefused() {
        assertThatThrownBy(() -> loop(100, MAX))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("balsa.limits.max-result-length = " + MAX);
    }
}
