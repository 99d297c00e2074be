package io.balsa.benchmarks.peer.jraft;

import com.alipay.sofa.jraft.Node;
import io.balsa.benchmarks.peer.Cluster;
import io.balsa.benchmarks.peer.Peer;
import io.balsa.benchmarks.peer.Place;
import io.balsa.benchmarks.peer.Spec;
import io.balsa.benchmarks.peer.Versions;
import java.util.List;

/** SOFAJRaft. */
public final class JRaftPeer implements Peer {
    @Override
    public String name() {
        return "jraft";
    }

    @Override
    public String version() {
        return Versions.of(Node.class, "com.alipay.sofa", "jraft-core");
    }

    @Override
    public List<String> modes() {
        return List.of("blocking-apply");
    }

    @Override
    public boolean supports(Place place) {
        return true;
    }

    @Override
    public String settings(Spec spec) {
        return JRaftCluster.settings(spec);
    }

    @Override
    public Cluster start(Spec spec) throws Exception {
        return JRaftCluster.start(spec);
    }
}
