package io.balsa.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.config.LoopConfig;
import org.junit.jupiter.api.Test;

class RestTest {
    private static final long MIN_NS = 20_000;
    private static final long MAX_NS = 100_000;
    private static final long IDLE_NS = 800_000;

    private final Rest rest = new Rest(new LoopConfig(LoopConfig.Profile.BALANCED, 2, 0, MIN_NS, MAX_NS, IDLE_NS, -1));

    @Test
    void aLivelyLoopSpinsAndThenParksLongerAndLonger() {
        assertThat(rest.next(true, 0)).isZero();
        assertThat(rest.next(true, 0)).isZero();
        assertThat(rest.next(true, 0)).isEqualTo(MIN_NS);
        assertThat(rest.next(true, 0)).isEqualTo(2 * MIN_NS);
        assertThat(rest.next(true, 0)).isEqualTo(4 * MIN_NS);
        assertThat(rest.next(true, 0)).isEqualTo(MAX_NS);
        assertThat(rest.next(true, 0)).isEqualTo(MAX_NS);
    }

    @Test
    void workBeginsItAnew() {
        for (int i = 0; i < 5; i++) {
            rest.next(true, 0);
        }
        rest.end();
        assertThat(rest.next(true, 0)).isZero();
    }

    @Test
    void aQuietLoopParksForLongAtOnceAndLongerAfterASecondOfHeartbeats() {
        assertThat(rest.next(false, 5)).isEqualTo(MAX_NS);
        rest.end(); // a heartbeat
        assertThat(rest.next(false, 4 + Rest.IDLE_AFTER_NS)).isEqualTo(MAX_NS);
        assertThat(rest.next(false, 5 + Rest.IDLE_AFTER_NS)).isEqualTo(IDLE_NS);
    }

    @Test
    void aCommandWakesAnIdleLoopForGood() {
        rest.next(false, 0);
        assertThat(rest.next(false, Rest.IDLE_AFTER_NS)).isEqualTo(IDLE_NS);
        assertThat(rest.next(true, Rest.IDLE_AFTER_NS)).isZero();
        assertThat(rest.next(false, Rest.IDLE_AFTER_NS + 1)).isEqualTo(MAX_NS);
    }

    @Test
    void aLoopOfLowLatencyHasItsOwnNumberOfTurnsAwake() {
        Rest late = new Rest(new LoopConfig(LoopConfig.Profile.LOW_LATENCY, 0, 3, MIN_NS, MAX_NS, IDLE_NS, -1));
        assertThat(late.next(true, 0)).isZero();
        assertThat(late.next(true, 0)).isZero();
        assertThat(late.next(true, 0)).isZero();
        assertThat(late.next(true, 0)).isEqualTo(MIN_NS);
    }

    @Test
    void aQuietLoopOfLowLatencyStaysAwakeForAsManyTurns() {
        Rest late = new Rest(new LoopConfig(LoopConfig.Profile.LOW_LATENCY, 0, 2, MIN_NS, MAX_NS, IDLE_NS, -1));
        assertThat(late.next(false, 0)).isZero();
        assertThat(late.next(false, 0)).isZero();
        assertThat(late.next(false, 0)).isEqualTo(MAX_NS);
    }
}
