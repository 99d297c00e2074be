package io.balsa.benchmarks.peer.balsa;

import io.balsa.benchmarks.peer.Cluster;
import io.balsa.benchmarks.peer.Peer;
import io.balsa.benchmarks.peer.Place;
import io.balsa.benchmarks.peer.Spec;
import java.util.List;

/** This engine, over Aeron UDP and Chronicle Queue journals. */
public final class BalsaPeer implements Peer {
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
}
