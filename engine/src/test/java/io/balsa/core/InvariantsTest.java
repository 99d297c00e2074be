package io.balsa.core;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Invariant 11: purged <= applied <= commit, and no index is applied twice. */
class InvariantsTest {
    private static Scripted committedUpToThree() {
        StreamJournal past = StreamJournal.holding(1, 0, 1, 1, 1, 1);
        past.purgeBefore(2);
        return Scripted.of(3, past.afterCrash(0))
                .hears(2, Message.Append.of(1).after(4, 1).commit(3));
    }

    @Test
    void appliesWhatIsCommitted() {
        Scripted node = committedUpToThree();
        assertThatCode(() -> {
                    node.raft.onApplied(1);
                    node.raft.onApplied(3);
                    node.raft.onApplied(3);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void stopsWhenWhatIsNotCommittedWasApplied() {
        Scripted node = committedUpToThree();
        assertThatThrownBy(() -> node.raft.onApplied(4))
                .isInstanceOf(BrokenInvariantException.class)
                .hasMessageStartingWith("11: applied");
    }

    @Test
    void stopsWhenTheStateMachineWentBack() {
        Scripted node = committedUpToThree();
        assertThatThrownBy(() -> node.raft.onApplied(0)).isInstanceOf(BrokenInvariantException.class);
        node.raft.onApplied(3);
        assertThatThrownBy(() -> node.raft.onApplied(2)).isInstanceOf(BrokenInvariantException.class);
    }
}
