package io.balsa.benchmarks.peer.aeron;

import io.aeron.AeronVersion;
import io.aeron.cluster.ConsensusModule;
import io.balsa.benchmarks.peer.Cluster;
import io.balsa.benchmarks.peer.DistributedPeer;
import io.balsa.benchmarks.peer.Members;
import io.balsa.benchmarks.peer.Node;
import io.balsa.benchmarks.peer.Place;
import io.balsa.benchmarks.peer.Replies;
import io.balsa.benchmarks.peer.Session;
import io.balsa.benchmarks.peer.Spec;
import io.balsa.benchmarks.peer.Tape;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Aeron Cluster, in modes of its drivers: shared or dedicated threads, which back off or yield when idle, long or short
 * datagrams, a client with threads of its own or one that its caller turns.
 */
public final class AeronClusterPeer implements DistributedPeer {
    @Override
    public String name() {
        return "aeron";
    }

    @Override
    public String version() {
        return AeronVersion.VERSION;
    }

    @Override
    public List<String> modes() {
        return Arrays.stream(AeronMode.values()).map(AeronMode::word).toList();
    }

    @Override
    public boolean supports(Place place) {
        return true;
    }

    @Override
    public Cluster start(Spec spec) throws Exception {
        return AeronNodes.start(spec);
    }

    @Override
    public Node startNode(Spec spec, Members members, int node) {
        AeronProperties.set(spec.settings());
        return AeronNode.launchAgain(node, spec, new AeronPorts(members), new Tape());
    }

    @Override
    public Session connect(Spec spec, Members members, Replies replies) {
        AeronProperties.set(spec.settings());
        return AeronSession.remote(AeronMode.of(spec.mode()), new AeronPorts(members), replies);
    }

    @Override
    public String settings(Spec spec) {
        return AeronNodes.settings(spec);
    }

    @Override
    public Duration electionTimeout(Spec spec) {
        AeronProperties.set(spec.settings());
        return Duration.ofNanos(ConsensusModule.Configuration.leaderHeartbeatTimeoutNs());
    }

    @Override
    public String usualMode() {
        return AeronMode.SHARED_BACKOFF.word();
    }

    @Override
    public String usualSettings() {
        return "";
    }
}
