package io.balsa.core;

import io.balsa.api.Member;
import io.balsa.api.Membership;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every member but this node, ordered by id. Those that stay keep what is known of them when the configuration changes. */
final class Peers {
    private final int self;
    private final int windowMessages;
    private final int windowBytes;
    private Peer[] peers = new Peer[0];

    Peers(int self, int windowMessages, int windowBytes) {
        this.self = self;
        this.windowMessages = windowMessages;
        this.windowBytes = windowBytes;
    }

    /** Takes over a configuration. New peers start as {@link Peer#reset} leaves them. */
    void update(Membership membership, long lastIndex, long nowNs) {
        List<Peer> next = new ArrayList<>();
        for (Member member : membership.all()) {
            if (member.id() != self) {
                Peer known = find(member.id());
                next.add(known == null ? create(member.id(), lastIndex, nowNs) : known);
            }
        }
        peers = next.toArray(new Peer[0]);
    }

    private Peer create(int id, long lastIndex, long nowNs) {
        Peer peer = new Peer(id, windowMessages, windowBytes);
        peer.reset(lastIndex, nowNs);
        return peer;
    }

    /** The peers themselves, not a copy: for iteration by index without allocation. */
    Peer[] all() {
        return peers;
    }

    @Nullable
    Peer find(int id) {
        for (Peer peer : peers) {
            if (peer.id == id) {
                return peer;
            }
        }
        return null;
    }
}
