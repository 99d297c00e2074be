package io.balsa.client;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where to go: to the leader when somebody knows it, else to one node after the other. Loop thread. */
final class Compass {
    /** How long an address that could not be reached is not tried in its turn. */
    private static final long AVOID_NS = TimeUnit.SECONDS.toNanos(2);
    /** Before any node told: that of nodes which are told nothing. */
    private static final long USUAL_ELECTION_NS = TimeUnit.MILLISECONDS.toNanos(500);
    /** No node is waited for longer, whatever one tells. */
    private static final long LONGEST_ELECTION_NS = TimeUnit.HOURS.toNanos(1);

    private final Directory directory;
    private final Map<String, Avoided> avoided = new HashMap<>();
    private String aimedAt = "";
    private int nodeId;
    private int leaderId;
    private long term;
    private long electionNs = USUAL_ELECTION_NS;

    /** An address that could not be reached. @param term known then: who is elected in a later one can be reached by somebody */
    private record Avoided(long sinceNs, long term) {}

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

    /** Whether the node at the other end leads: nobody else takes requests. */
    boolean isAtLeader() {
        return nodeId != 0 && leaderId == nodeId;
    }

    /** The election timeout of the node that was arrived at last. */
    long electionNs() {
        return electionNs;
    }

    /** The address to try next; not the one before, if there is another. */
    String aim(long nowNs) {
        String leader = isLeaderElsewhere(nowNs) ? directory.of(leaderId) : null;
        aimedAt = leader != null ? leader : next(nowNs);
        nodeId = 0;
        leaderId = 0;
        return aimedAt;
    }

    /** Where all are avoided, the one that is so for longest. */
    private String next(long nowNs) {
        String oldest = aimedAt;
        for (int i = directory.size(); i > 0; i--) {
            String address = directory.next();
            if (address.equals(aimedAt)) {
                continue;
            }
            if (ageNs(address, nowNs) >= AVOID_NS) {
                return address;
            }
            oldest = oldest.equals(aimedAt) || ageNs(address, nowNs) > ageNs(oldest, nowNs) ? address : oldest;
        }
        return oldest;
    }

    /** For how long that address is avoided by now; endless when it is not. */
    private long ageNs(String address, long nowNs) {
        Avoided known = avoided.get(address);
        return known == null ? Long.MAX_VALUE : nowNs - known.sinceNs;
    }

    /** A node told who it is and whom it follows. One that lags behind what is known already says nothing of the leader. */
    void arrived(int nodeId, int leaderId, long term, long electionNs) {
        this.nodeId = nodeId;
        this.electionNs = Math.min(electionNs, LONGEST_ELECTION_NS);
        avoided.remove(aimedAt);
        avoided.remove(directory.of(nodeId));
        this.leaderId = term < this.term ? 0 : leaderId;
        this.term = Math.max(term, this.term);
    }

    /** Whether another node leads and may be reached directly. */
    boolean isLeaderElsewhere(long nowNs) {
        if (leaderId == 0 || leaderId == nodeId) {
            return false;
        }
        String address = directory.of(leaderId);
        Avoided known = avoided.get(address);
        return address != null && (known == null || nowNs - known.sinceNs >= avoidLeaderNs() || known.term < term);
    }

    /** How long a node is avoided even when others name it as the leader: as long as they may take to notice its death and elect. */
    private long avoidLeaderNs() {
        return electionNs / 5 * 7;
    }

    /** The node aimed at, or arrived at, cannot be reached or does not answer. */
    void failed(long nowNs) {
        leave(nowNs);
        nodeId = 0;
        leaderId = 0;
    }

    /** The node arrived at will close. */
    void leave(long nowNs) {
        avoid(aimedAt, nowNs);
        avoid(directory.of(nodeId), nowNs);
    }

    private void avoid(@Nullable String address, long nowNs) {
        if (address != null) {
            avoided.put(address, new Avoided(nowNs, term));
        }
    }
}
