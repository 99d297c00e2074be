package io.balsa.benchmarks.peer;

import io.balsa.benchmarks.Choice;
import io.balsa.benchmarks.peer.aeron.AeronClusterPeer;
import io.balsa.benchmarks.peer.balsa.BalsaPeer;
import io.balsa.benchmarks.peer.jraft.JRaftPeer;
import io.balsa.benchmarks.peer.microraft.MicroRaftPeer;
import io.balsa.benchmarks.peer.ratis.RatisPeer;
import java.util.List;

/** The systems that can be measured. */
public final class Peers {
    private static final List<Peer> ALL =
            List.of(new BalsaPeer(), new AeronClusterPeer(), new JRaftPeer(), new RatisPeer(), new MicroRaftPeer());

    private Peers() {}

    /** All of them, this engine first. */
    public static List<Peer> all() {
        return ALL;
    }

    /** @throws IllegalArgumentException when there is none of that name; the message says which there are */
    public static Peer of(String name) {
        return Choice.of("peer", name, ALL, Peer::name);
    }
}
