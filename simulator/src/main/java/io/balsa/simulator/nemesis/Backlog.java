package io.balsa.simulator.nemesis;

import io.balsa.simulator.Node;
import io.balsa.simulator.Registers;
import io.balsa.simulator.Timing;
import io.balsa.spi.EntryFrame;

/**
 * What followers lack of their leader's log, and how long catching up may take. A plan may allow one entry a message and one
 * message under way, so a bound that knows nothing of the entries would be wrong for some plan.
 */
final class Backlog {
    /** Of what the load writes. */
    private static final int USUAL_ENTRY_BYTES = EntryFrame.frameLength(Registers.LONG_LENGTH);

    /** A sync may have to wait for the one before it. */
    private static final int SYNCS = 2;

    private final int entriesOfMessage;
    private final int appliesOfTurn;
    private final long roundTripNs;
    private final long tickNs;
    private final long readNs;

    Backlog(Parameters parameters) {
        int entryBytes = parameters.get(Parameter.LENGTHS_PERCENT) == 0
                ? USUAL_ENTRY_BYTES
                : EntryFrame.frameLength(parameters.get(Parameter.COMMAND_BYTES));
        entriesOfMessage = Math.max(1, parameters.get(Parameter.APPEND_BYTES) / entryBytes);
        appliesOfTurn = parameters.get(Parameter.APPLIES_PER_TURN);
        tickNs = parameters.us(Parameter.TICK_US);
        long delayNs = parameters.us(Parameter.MIN_DELAY_US) + parameters.us(Parameter.DELAY_SPREAD_US);
        readNs = Timing.DEFAULT.read().maxNs();
        roundTripNs = readNs + 2 * delayNs + SYNCS * parameters.us(Parameter.MAX_SYNC_US) + tickNs;
    }

    /**
     * For all followers at a time: one message after the other, each read from the leader's disk, there and back; then one read of
     * the own disk after the other for what is applied, which are of a message's length, and a tick for what is applied in a turn.
     */
    long patienceNs(Node leader, Iterable<Node> nodes) {
        long patienceNs = 0;
        for (Node node : nodes) {
            if (node.isUp()) {
                patienceNs = Math.max(patienceNs, patienceNs(leader, node));
            }
        }
        return patienceNs;
    }

    private long patienceNs(Node leader, Node follower) {
        long agreed = agreement(leader, follower);
        long missing = leader.lastIndex() - agreed;
        // At worst every entry that is too many has a term of its own, and going back takes a message for each.
        long messages = missing / entriesOfMessage + 1 + follower.lastIndex() - agreed;
        long toApply = leader.lastIndex() - follower.appliedIndex();
        long reads = toApply / entriesOfMessage + 1;
        long turns = toApply / appliesOfTurn + 1;
        return messages * roundTripNs + reads * readNs + turns * tickNs;
    }

    /** Two logs with an entry of one index and term are equal up to there. */
    private static long agreement(Node leader, Node follower) {
        long index = Math.min(leader.lastIndex(), follower.lastIndex());
        while (index > 0 && leader.termAt(index) != follower.termAt(index)) {
            index--;
        }
        return index;
    }
}
