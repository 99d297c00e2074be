package io.balsa.api;

/**
 * What a leader knows of one peer.
 *
 * @param nodeId     id of the peer
 * @param state      how it is replicated to
 * @param matchIndex last index that is durable there and equal to the leader's log; 0 while not known
 * @param nextIndex  what is sent to it next
 */
public record PeerStatus(int nodeId, PeerState state, long matchIndex, long nextIndex) {}
