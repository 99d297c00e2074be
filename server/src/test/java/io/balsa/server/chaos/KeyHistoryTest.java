package io.balsa.server.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyHistoryTest {
    private final KeyHistory history = new KeyHistory("k");

    @Test
    void onlyTheLastAcknowledgedValueIsRight() {
        assertThat(history.problemWith(null)).isNull();
        assertThat(history.problemWith("1")).isNotNull();
        history.onAcknowledged();
        history.onAcknowledged();
        assertThat(history.problemWith("2")).isNull();
        assertThat(history.problemWith("1")).contains("k is 1 though 2 was acknowledged last");
        assertThat(history.problemWith(null)).isNotNull();
        assertThat(history.problemWith("3")).isNotNull();
    }

    @Test
    void aWriteInDoubtMayHaveHappenedOrNot() {
        history.onAcknowledged();
        history.onDoubt();
        assertThat(history.problemWith("1")).isNull();
        assertThat(history.problemWith("2")).isNull();
        assertThat(history.problemWith("3")).isNotNull();
        assertThat(history.problemWith(null)).isNotNull();
    }
}
