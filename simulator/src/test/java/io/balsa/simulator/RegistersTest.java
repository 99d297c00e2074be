package io.balsa.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.balsa.api.Outcome;
import io.balsa.api.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands and queries of any length do what those of the usual length do. */
class RegistersTest {
    private static final int KEY = 3;
    private static final long VALUE = 700;

    private final Simulation simulation = new Simulation(5, SimulationOptions.of(1));
    private final SimClient client = simulation.client(1);

    @AfterEach
    void close() {
        simulation.close();
    }

    private byte[] answerTo(byte[] command) {
        simulation.leader();
        return simulation.await(client.propose(command)).result();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 31, 32, 33, 1024})
    void aWriteOfAnyLengthWrites(int length) {
        assertThat(Registers.value(answerTo(Registers.write(KEY, VALUE, length))))
                .isZero();
        byte[] answer = answerTo(Registers.readByLog(KEY));
        assertThat(Registers.value(answer)).isEqualTo(VALUE);
        assertThat(simulation.await(client.query(Registers.read(KEY))).result()).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 1024})
    void aQueryOfAnyLengthReads(int length) {
        answerTo(Registers.write(KEY, VALUE));
        Operation read = simulation.await(client.query(Registers.read(KEY, length)));
        assertThat(Registers.value(read.result())).isEqualTo(VALUE);
    }

    @Test
    void aReadByTheLogChangesNothing() {
        answerTo(Registers.write(KEY, VALUE));
        long hash = simulation.node(1).stateHash();
        answerTo(Registers.readByLog(KEY));
        assertThat(simulation.node(1).stateHash()).isEqualTo(hash);
    }

    @Test
    void whatDoesNotFitIsNotWritten() {
        assertThatIllegalArgumentException().isThrownBy(() -> Registers.write(KEY, VALUE, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Registers.write(16, 1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Registers.read(200, 1));
    }

    @Test
    void aCommandAboveTheLimitIsRefusedAsTooLarge() {
        simulation.leader();
        Operation tooLarge = client.propose(Registers.write(KEY, VALUE, 1025));
        assertThat(tooLarge.outcome()).isEqualTo(new Outcome.NotAppended(Reason.TOO_LARGE));
        SimClient remote = simulation.remoteClient();
        assertThat(remote.propose(Registers.write(KEY, VALUE, 1025)).outcome())
                .isEqualTo(new Outcome.NotAppended(Reason.TOO_LARGE));
    }
}
