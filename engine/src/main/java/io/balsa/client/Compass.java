package io.balsa.client;

import java.util.concurrent.TimeUnit;

/** Where to go: to the leader when somebody knows it, else to one node after the other. Loop thread. */
final class Compass {
    /** How long a node that could not be reached, or was of no use, is not aimed at again. */
    private static final long AVOID_NS = TimeUnit.SECONDS.toNanos(2);

    private final Directory directory;
    private int aimedAt;
    private int nodeId;
    private int leaderId;
    private long term;
    private int avoidedId;
    private long avoidedUntilNs;

    Compass(Directory directory) {
        this.directory = directory;
    }

    /** The node at the other end; 0 when there is none. */
    int nodeId() {
        return nodeId;
    }

    /** The leader as that node knows it; 0 when unknown. */
    int leaderId() {
        return leaderId;
    }

    /** The address to try next. */
    String aim(long nowNs) {
        boolean isHint = isLeaderElsewhere(nowNs);
        aimedAt = isHint ? leaderId : 0;
        String address = isHint ? directory.of(leaderId) : null;
        nodeId = 0;
        leaderId = 0;
        return address != null ? address : nextUseful(nowNs);
    }

    private String nextUseful(long nowNs) {
        String address = directory.next();
        return isAvoided(avoidedId, nowNs) && address.equals(directory.of(avoidedId)) ? directory.next() : address;
    }

    /** A node told who it is and whom it follows. One that lags behind what is known already says nothing of the leader. */
    void arrived(int nodeId, int leaderId, long term) {
        this.nodeId = nodeId;
        if (term > this.term) {
            // Whoever leads now was elected since, so somebody could reach it.
            avoidedId = leaderId == avoidedId ? 0 : avoidedId;
        }
        this.leaderId = term < this.term ? 0 : leaderId;
        this.term = Math.max(term, this.term);
    }

    /** Whether another node leads and may be reached directly. */
    boolean isLeaderElsewhere(long nowNs) {
        return leaderId != 0 && leaderId != nodeId && !isAvoided(leaderId, nowNs) && directory.of(leaderId) != null;
    }

    /** The node aimed at, or arrived at, cannot be reached or does not answer. */
    void failed(long nowNs) {
        avoid(nodeId != 0 ? nodeId : aimedAt, nowNs);
        nodeId = 0;
        leaderId = 0;
    }

    /** Go on without this node for a while; 0 for none. */
    void avoid(int id, long nowNs) {
        if (id != 0) {
            avoidedId = id;
            avoidedUntilNs = nowNs + AVOID_NS;
        }
    }

    private boolean isAvoided(int id, long nowNs) {
        return id == avoidedId && nowNs - avoidedUntilNs < 0;
    }
}
