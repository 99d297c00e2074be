package io.balsa.core;

import io.balsa.api.Membership;
import io.balsa.spi.Recovered;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The configurations of the log (Raft §6): the latest one in the log is in force, committed or not, and truncation restores
 * exactly the one before. Below the log's first lies the file's, which counts only until a leader has put it into the log.
 */
final class Configurations {
    private record At(long index, Membership membership) {}

    private final List<At> history = new ArrayList<>();
    private Quorum quorum;

    Configurations(Membership initial, Recovered recovered) {
        history.add(new At(0, initial));
        for (Recovered.ConfigurationEntry entry : recovered.configurations()) {
            history.add(new At(entry.index(), MembershipCodec.decode(new UnsafeBuffer(entry.payload()), 0)));
        }
        quorum = new Quorum(membership());
    }

    Membership membership() {
        return history.getLast().membership();
    }

    Quorum quorum() {
        return quorum;
    }

    /** Whether the log itself says who the members are. */
    boolean isFromLog() {
        return history.size() > 1;
    }

    /** Index of the entry that put the configuration in force; 0 for the file's. */
    long index() {
        return history.getLast().index();
    }

    void append(long index, Membership membership) {
        Check.that(index > index(), "configurations follow each other in the log", index, index());
        history.add(new At(index, membership));
        quorum = new Quorum(membership);
    }

    /** Returns whether another configuration is in force now. */
    boolean truncateFrom(long index) {
        boolean changed = false;
        while (history.size() > 1 && index() >= index) {
            history.removeLast();
            changed = true;
        }
        if (changed) {
            quorum = new Quorum(membership());
        }
        return changed;
    }
}
