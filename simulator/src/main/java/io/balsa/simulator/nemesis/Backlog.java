package io.balsa.simulator.nemesis;

import io.balsa.simulator.Node;
import io.balsa.spi.EntryFrame;

/**
 * What followers lack of their leader's log, and how long catching up may take. A plan may allow one entry a message and one
 * message under way, so a bound that knows nothing of the entries would be wrong for some plan.
 */
final class Backlog {
    /** Of what the load writes. */
    private static final int ENTRY_BYTES = EntryFrame.frameLength(4 * Long.BYTES);
    /** A sync may have to wait for the one before it. */
    private static final int SYNCS = 2;

    private final int entriesOfMessage;
    private final int appliesOfTurn;
    private final long roundTripNs;
    private final long tickNs;

    Backlog(Parameters parameters) {
        entriesOfMessage = Math.max(1, parameters.get(Parameter.APPEND_BYTES) / ENTRY_BYTES);
        appliesOfTurn = parameters.get(Parameter.APPLIES_PER_TURN);
        tickNs = parameters.us(Parameter.TICK_US);
        long delayNs = parameters.us(Parameter.MIN_DELAY_US) + parameters.us(Parameter.DELAY_SPREAD_US);
        roundTripNs = 2 * delayNs + SYNCS * parameters.us(Parameter.MAX_SYNC_US) + tickNs;
    }

    /** For all followers at a time: one message after the other, each there and back, then what is applied in a turn a tick. */
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
        long turns = (leader.lastIndex() - follower.appliedIndex()) / appliesOfTurn + 1;
        return messages * roundTripNs + turns * tickNs;
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
