package io.balsa.api;

import java.util.List;

/**
 * A consistent picture of one node between two turns of its loop.
 *
 * @param nodeId       id of the node
 * @param role         its part
 * @param term         current term
 * @param votedFor     whom it voted for in this term; 0 for nobody
 * @param leaderId     leader of this term as far as known; 0 for nobody
 * @param firstIndex   first index still in its log
 * @param lastIndex    last index in its log
 * @param durableIndex last index that is durable here
 * @param commitIndex  last index known to be committed
 * @param appliedIndex last index applied by its state machine
 * @param durability   level in force: {@code fsync}, {@code page-cache}, or what another journal calls it
 * @param membership   configuration in force
 * @param peers        what a leader knows of the others, by id; empty on any other node
 */
public record NodeStatus(
        int nodeId,
        RoleName role,
        long term,
        int votedFor,
        int leaderId,
        long firstIndex,
        long lastIndex,
        long durableIndex,
        long commitIndex,
        long appliedIndex,
        String durability,
        Membership membership,
        List<PeerStatus> peers) {
    public NodeStatus {
        peers = List.copyOf(peers);
    }
}
