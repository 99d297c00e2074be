package io.balsa.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At any reading of the clock: a monotonic clock may begin anywhere, below zero too, and wrap. */
class ElectionTimerTest {
    private static final long TIMEOUT = 100;

    @ParameterizedTest
    @ValueSource(longs = {0, -50, Long.MIN_VALUE + 1, Long.MAX_VALUE - 50})
    void expiresBetweenOneAndOneAndASixteenthTimeoutsOrTwoAfterACampaign(long nowNs) {
        for (long luck : new long[] {0, 1, 99, 100, -1, Long.MIN_VALUE}) {
            ElectionTimer timer = new ElectionTimer(TIMEOUT, () -> luck);
            timer.reset(nowNs, 0);
            assertThat(timer.isExpired(nowNs + TIMEOUT - 1)).isFalse();
            assertThat(timer.isExpired(nowNs + TIMEOUT + TIMEOUT / 16)).isTrue();
            timer.resetForNextCampaign(nowNs, 0);
            assertThat(timer.isExpired(nowNs + TIMEOUT - 1)).isFalse();
            assertThat(timer.isExpired(nowNs + 2 * TIMEOUT)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -50, Long.MAX_VALUE - 50})
    void remembersContactForOneTimeout(long nowNs) {
        ElectionTimer timer = new ElectionTimer(TIMEOUT, () -> 0);
        assertThat(timer.hasContact(nowNs)).isFalse();
        timer.onContact(nowNs);
        assertThat(timer.hasContact(nowNs + TIMEOUT - 1)).isTrue();
        assertThat(timer.hasContact(nowNs + TIMEOUT)).isFalse();
        timer.forgetContact();
        assertThat(timer.hasContact(nowNs)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 1000})
    void waitsHalfATimeoutForEachStepBelowTheHighestPriorityUpToFour(int steps) {
        ElectionTimer timer = new ElectionTimer(TIMEOUT, () -> 0);
        timer.reset(0, steps);
        long expected = TIMEOUT + Math.min(steps, 4) * TIMEOUT / 2;
        assertThat(timer.isExpired(expected - 1)).isFalse();
        assertThat(timer.isExpired(expected)).isTrue();
    }
}
