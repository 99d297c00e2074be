package io.balsa.node;

import io.balsa.api.Membership;
import io.balsa.api.RaftListener;
import io.balsa.api.RoleName;
import io.balsa.core.RaftObserver;
import org.jspecify.annotations.Nullable;

/** What the core reports, counted and passed on. Loop thread. */
final class CoreEvents implements RaftObserver, Admission.Events {
    private final Counters counters;
    private final RaftListener listener;
    private final Introductions introductions;
    private @Nullable Admission admission;
    private @Nullable Pending pending;
    private @Nullable ReadGrants grants;
    private @Nullable Membership membership;

    CoreEvents(Counters counters, RaftListener listener, Introductions introductions) {
        this.counters = counters;
        this.listener = listener;
        this.introductions = introductions;
    }

    /** The core reports its configuration while it is made, before these can be. */
    void connect(Admission gate, Pending waiting, ReadGrants reading) {
        admission = gate;
        pending = waiting;
        grants = reading;
        if (membership != null) {
            gate.onMembership(membership);
        }
    }

    @Override
    public void onRole(RoleName role, long term) {
        if (role == RoleName.CANDIDATE) {
            counters.add(Counter.ELECTIONS, 1);
        } else if (role == RoleName.LEADER) {
            counters.add(Counter.LEADERSHIPS, 1);
        }
        listener.onRole(role, term);
    }

    @Override
    public void onLeader(int leaderId, long term) {
        listener.onLeader(leaderId, term);
    }

    @Override
    public void onMembership(Membership present) {
        membership = present;
        introductions.onMembership(present);
        if (admission != null) {
            admission.onMembership(present);
        }
        listener.onMembership(present);
    }

    @Override
    public void onTruncated(long fromIndex) {
        // Who waits for what was truncated here keeps waiting: it may live elsewhere, and be committed yet.
    }

    @Override
    public void onDropped(String why) {
        counters.dropped(DropReason.CONTENT);
    }

    @Override
    public void onReborn(int nodeId) {
        if (pending != null && grants != null) {
            pending.removeSource(Origin.MEMBER, nodeId);
            grants.onReborn(nodeId);
        }
    }

    @Override
    public void onMistaken(int nodeId) {
        introductions.onMistaken(nodeId);
    }
}
