package io.balsa.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OutcomeTest {
    @Test
    void everyOutcomeReads() {
        assertThat(new Outcome.Applied(5, 2, new byte[8])).hasToString("Applied[index=5, term=2, result=8 bytes]");
        assertThat(new Outcome.NotAppended(Reason.BUSY)).hasToString("NotAppended[reason=BUSY]");
        assertThat(new Outcome.Unknown(Reason.LEADER_LOST)).hasToString("Unknown[reason=LEADER_LOST]");
    }

    @Test
    void aResultThatIsNotThereIsToldWithTheReason() {
        assertThatThrownBy(new Outcome.Unknown(Reason.LEADER_LOST)::asLong)
                .isInstanceOf(OutcomeException.class)
                .hasMessage("Unknown[reason=LEADER_LOST]");
    }
}
