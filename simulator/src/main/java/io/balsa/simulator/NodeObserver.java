package io.balsa.simulator;

import io.balsa.api.Command;
import io.balsa.spi.EntryFrame;
import io.balsa.spi.Recovered;

/**
 * Told what a node does while it does it, within a step; {@link StepObserver} comes after. Must change nothing. Positions
 * are those of {@link io.balsa.spi.Journal}. What a method throws comes out of whatever moved time.
 */
public interface NodeObserver {
    /** A life began, with what its disk held. */
    default void onStart(Node node, Recovered recovered) {}

    /** A life could not begin: its disk did not allow it. {@link Node#failure} says why. */
    default void onRefused(Node node) {}

    /** An entry was written to the journal, not yet durable. The frame is valid only during the call. */
    default void onAppend(Node node, EntryFrame entry, long position) {}

    /** Entries from an index on were removed from the journal. */
    default void onTruncate(Node node, long fromIndex, long position) {}

    /** Term and vote were written to the journal. */
    default void onVote(Node node, long term, int votedFor, long position) {}

    /** The node learned that everything up to a position is durable. */
    default void onDurable(Node node, long position) {}

    /** The state machine is about to apply a command, which is valid only during the call. */
    default void onApply(Node node, Command command) {}

    /** A life ended, in whatever way. */
    default void onEnd(Node node) {}
}
