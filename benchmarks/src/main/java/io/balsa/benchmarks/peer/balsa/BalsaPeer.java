package io.balsa.benchmarks.peer.balsa;

import io.balsa.benchmarks.cluster.ClusterSettings;
import io.balsa.benchmarks.peer.Cluster;
import io.balsa.benchmarks.peer.DistributedPeer;
import io.balsa.benchmarks.peer.Members;
import io.balsa.benchmarks.peer.Node;
import io.balsa.benchmarks.peer.Place;
import io.balsa.benchmarks.peer.Replies;
import io.balsa.benchmarks.peer.Session;
import io.balsa.benchmarks.peer.Spec;
import java.time.Duration;
import java.util.List;

/** This engine, over Aeron UDP and Chronicle Queue journals. */
public final class BalsaPeer implements DistributedPeer {
    @Override
    public String name() {
        return "balsa";
    }

    @Override
    public String version() {
        String version = BalsaPeer.class.getPackage().getImplementationVersion();
        return version == null ? "this tree" : version;
    }

    @Override
    public List<String> modes() {
        return List.of("low-latency", "balanced");
    }

    @Override
    public boolean supports(Place place) {
        return true;
    }

    @Override
    public Cluster start(Spec spec) throws Exception {
        return BalsaCluster.start(spec);
    }

    @Override
    public Node startNode(Spec spec, Members members, int node) {
        return BalsaNode.start(spec, members, node);
    }

    @Override
    public Session connect(Spec spec, Members members, Replies replies) {
        return BalsaCluster.remote(spec, BalsaNode.addresses(members), replies);
    }

    @Override
    public String settings(Spec spec) {
        return BalsaCluster.settings(spec);
    }

    @Override
    public Duration electionTimeout(Spec spec) {
        return BalsaNode.electionTimeout(spec);
    }

    @Override
    public String usualMode() {
        return "balanced";
    }

    @Override
    public String usualSettings() {
        return ClusterSettings.usualTimes();
    }
}
