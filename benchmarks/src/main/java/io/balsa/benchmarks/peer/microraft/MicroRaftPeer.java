package io.balsa.benchmarks.peer.microraft;

import io.balsa.benchmarks.peer.Cluster;
import io.balsa.benchmarks.peer.Peer;
import io.balsa.benchmarks.peer.Place;
import io.balsa.benchmarks.peer.Spec;
import io.balsa.benchmarks.peer.Versions;
import io.microraft.RaftNode;
import java.util.List;

/** MicroRaft, without a network and without a disk, for it brings none: an upper bound of what it could do. */
public final class MicroRaftPeer implements Peer {
    @Override
    public String name() {
        return "microraft";
    }

    @Override
    public String version() {
        return Versions.of(RaftNode.class, "io.microraft", "microraft");
    }

    @Override
    public List<String> modes() {
        return List.of("in-process");
    }

    @Override
    public boolean supports(Place place) {
        return place == Place.EMBEDDED;
    }

    @Override
    public boolean supportsFsync(boolean fsync) {
        return !fsync;
    }

    @Override
    public String settings(Spec spec) {
        return MicroRaftCluster.settings();
    }

    @Override
    public Cluster start(Spec spec) {
        return MicroRaftCluster.start();
    }
}
