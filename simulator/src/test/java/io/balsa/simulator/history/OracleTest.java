package io.balsa.simulator.history;

import static io.balsa.simulator.history.Oracle.Promise.ANY;
import static io.balsa.simulator.history.Oracle.Promise.LINEARIZABLE;
import static io.balsa.simulator.history.Oracle.Promise.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.simulator.history.Anomaly.Kind;
import io.balsa.simulator.history.Verdict.Linearizable;
import io.balsa.simulator.history.Verdict.Violated;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OracleTest {
    private static final int ALICE = 1;
    private static final int BOB = 2;
    private static final int X = 1;
    private static final int Y = 2;

    private final List<Anomaly> anomalies = new ArrayList<>();
    private final Oracle oracle = new Oracle(anomalies::add);

    @Test
    void whatAnAtomicLogDoesIsNeverAnAnomaly() {
        for (int seed = 0; seed < 300; seed++) {
            LogStore store = new LogStore(new Random(seed), LogStore.NO_FAULTS);
            store.run(200);
            assertThat(store.anomalies).as("seed %d", seed).isEmpty();
            assertThat(verdict(store)).as("seed %d", seed).isInstanceOf(Linearizable.class);
        }
    }

    @Test
    void nothingEscapesThatTheSearchFinds() {
        int bad = 0;
        for (int seed = 0; seed < 1_500; seed++) {
            LogStore store = new LogStore(new Random(seed), 12);
            store.run(60);
            if (verdict(store) instanceof Violated violated) {
                bad++;
                assertThat(store.anomalies).as("seed %d: %s", seed, violated).isNotEmpty();
            }
        }
        assertThat(bad).as("bad histories among those tried").isGreaterThan(500);
    }

    @Test
    void aRefusedWriteMayBeTriedAgain() {
        Oracle.Write write = oracle.write(ALICE, X);
        write.refused();
        write.again();
        oracle.applied(write.serial(), 1);
        write.acknowledged(1);
        assertThat(anomalies).isEmpty();
    }

    @Test
    void aRefusedWriteThatTakesEffectBeforeItIsTriedAgainIsAPhantom() {
        Oracle.Write write = oracle.write(ALICE, X);
        write.refused();
        oracle.applied(write.serial(), 1);
        assertOnly(Kind.PHANTOM, "was refused, but is at 1");
    }

    @Test
    void aPhantomIsSeen() {
        oracle.read(ALICE, X, ANY).returned(7, 3);
        assertOnly(Kind.PHANTOM, "nobody wrote 7, at 3");
    }

    @Test
    void aValueOfAnotherKeyIsAPhantom() {
        acknowledge(ALICE, X, 5);
        oracle.read(ALICE, Y, ANY).returned(1, 5);
        assertOnly(Kind.PHANTOM, "write 1 of client 1 to key 1");
    }

    @Test
    void aRefusedWriteThatTakesEffectIsAPhantom() {
        oracle.write(ALICE, X).refused();
        oracle.applied(1, 5);
        assertOnly(Kind.PHANTOM, "was refused, but is at 5");
    }

    @Test
    void refusingWhatTookEffectIsAPhantom() {
        Oracle.Write write = oracle.write(ALICE, X);
        oracle.applied(write.serial(), 5);
        write.refused();
        assertOnly(Kind.PHANTOM, "at 5 was refused");
    }

    @Test
    void aRetryThatIsAppliedTwiceIsADuplicate() {
        Oracle.Write write = oracle.write(ALICE, X);
        oracle.applied(write.serial(), 5);
        oracle.applied(write.serial(), 5);
        assertThat(anomalies).as("on two members").isEmpty();
        oracle.applied(write.serial(), 8);
        assertOnly(Kind.DUPLICATE, "write 1 of client 1 to key 1, at 5 is also at 8");
    }

    @Test
    void anotherWriteInItsPlaceMeansThatAnAcknowledgedOneIsLost() {
        acknowledge(ALICE, X, 5);
        oracle.write(BOB, X);
        oracle.write(BOB, Y);
        oracle.applied(2, 5);
        assertThat(anomalies.getFirst().kind()).isEqualTo(Kind.LOST_ACKNOWLEDGEMENT);
    }

    @Test
    void twoUnknownWritesInOnePlaceAreAFork() {
        oracle.write(ALICE, X);
        oracle.write(BOB, X);
        oracle.applied(1, 5);
        oracle.applied(2, 5);
        assertOnly(Kind.FORK, "write 2 of client 2 to key 1, at 5 is where write 1");
    }

    @Test
    void aWriteBelowWhatWasKnownBeforeItBeganIsReordered() {
        acknowledge(ALICE, X, 5);
        acknowledge(BOB, Y, 4);
        assertOnly(Kind.REORDERED, "write 2 of client 2 to key 2, acknowledged, at 4 began when write 1");
    }

    @Test
    void aLinearizableReadSeesWhatOthersKnew() {
        acknowledge(ALICE, X, 5);
        oracle.read(BOB, X, SESSION).returned(0, 0);
        assertThat(anomalies).isEmpty();
        oracle.read(BOB, X, LINEARIZABLE).returned(0, 0);
        assertOnly(Kind.STALE_READ, "key 1 holds nothing, but before it began write 1");
    }

    @Test
    void aReadThatBeganBeforeNeedNotSeeIt() {
        Oracle.Read read = oracle.read(BOB, X, LINEARIZABLE);
        acknowledge(ALICE, X, 5);
        read.returned(0, 0);
        assertThat(anomalies).isEmpty();
    }

    @Test
    void whatOneReaderSawTheNextSees() {
        oracle.write(ALICE, X);
        oracle.read(BOB, X, LINEARIZABLE).returned(1, 5);
        oracle.read(ALICE, X, LINEARIZABLE).returned(0, 0);
        assertOnly(Kind.STALE_READ, "write 1");
    }

    @Test
    void aClientNeverSeesLessThanBefore() {
        oracle.write(ALICE, X);
        oracle.read(BOB, X, SESSION).returned(1, 5);
        oracle.read(BOB, X, ANY).returned(0, 0);
        assertThat(anomalies).isEmpty();
        oracle.read(BOB, X, SESSION).returned(0, 0);
        assertOnly(Kind.NON_MONOTONIC_READ, "write 1");
    }

    @Test
    void aClientSeesItsOwnWrites() {
        acknowledge(ALICE, X, 5);
        oracle.read(ALICE, X, SESSION).returned(0, 0);
        assertOnly(Kind.MISSED_OWN_WRITE, "write 1");
    }

    @Test
    void whatWasAcknowledgedIsThereAtTheEnd() {
        acknowledge(ALICE, X, 5);
        acknowledge(ALICE, X, 6);
        oracle.holdsAtEnd(X, 2, 6);
        assertThat(anomalies).isEmpty();
        oracle.holdsAtEnd(X, 1, 5);
        assertOnly(Kind.LOST_ACKNOWLEDGEMENT, "key 1 holds 1 of position 5 at the end, but write 2");
    }

    private void acknowledge(int client, int key, long position) {
        oracle.write(client, key).acknowledged(position);
    }

    private void assertOnly(Kind kind, String text) {
        assertThat(anomalies).singleElement().satisfies(anomaly -> {
            assertThat(anomaly.kind()).isEqualTo(kind);
            assertThat(anomaly.text()).contains(text);
        });
    }

    private static Verdict verdict(LogStore store) {
        return new Linearizability().check(new RegisterModel(), store.history);
    }
}
