package io.balsa.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PendingTest {
    private final Pending pending = new Pending(4);
    private final Origin origin = new Origin();

    @Test
    void whoWaitsIsFoundByIndexWithTheTermItWasAppendedIn() {
        for (long index = 10; index < 200; index++) {
            pending.add(index, 3, origin.set(Origin.CLIENT, 77, index * 2));
        }
        for (long index = 10; index < 200; index++) {
            assertThat(pending.isAt(index)).isTrue();
            assertThat(pending.take(index, origin)).isEqualTo(3);
            pending.passed(index);
            assertThat(origin.kind).isEqualTo(Origin.CLIENT);
            assertThat(origin.source).isEqualTo(77);
            assertThat(origin.correlationId).isEqualTo(index * 2);
            assertThat(pending.isAt(index)).isFalse();
        }
        assertThat(pending.size()).isZero();
    }

    @Test
    void nobodyWaitsOutsideTheRun() {
        pending.add(5, 1, origin.local(9));

        assertThat(pending.isAt(4)).isFalse();
        assertThat(pending.isAt(6)).isFalse();
        assertThat(pending.isAt(5 + 4)).isFalse();
        assertThat(pending.isAt(5 + 1024)).isFalse();
    }

    @Test
    void lowerIndicesMayComeBackAfterATruncation() {
        pending.add(100, 1, origin.local(1));
        pending.add(40, 2, origin.local(2));

        assertThat(pending.isAt(100)).isTrue();
        assertThat(pending.take(40, origin)).isEqualTo(2);
        assertThat(pending.take(100, origin)).isEqualTo(1);
    }

    @Test
    void aSourceThatIsGoneIsForgotten() {
        pending.add(1, 1, origin.set(Origin.CLIENT, 7, 1));
        pending.add(2, 1, origin.set(Origin.MEMBER, 7, 2));
        pending.add(3, 1, origin.set(Origin.CLIENT, 8, 3));

        pending.removeSource(Origin.CLIENT, 7);

        assertThat(pending.isAt(1)).isFalse();
        assertThat(pending.isAt(2)).isTrue();
        assertThat(pending.isAt(3)).isTrue();
    }

    @Test
    void capacityFollowsWhatWaitsAndNotTheIndices() {
        for (long index = 1; index < 1_000_000; index++) {
            pending.add(index, 1, origin.local(index));
            if (index > 3) {
                pending.take(index - 3, origin);
                pending.passed(index - 3);
            }
        }
        assertThat(pending.high() - pending.low()).isLessThan(4);
    }
}
