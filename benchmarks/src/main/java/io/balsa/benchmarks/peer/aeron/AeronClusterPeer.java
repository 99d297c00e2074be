package io.balsa.benchmarks.peer.aeron;

import io.aeron.AeronVersion;
import io.balsa.benchmarks.peer.Cluster;
import io.balsa.benchmarks.peer.Peer;
import io.balsa.benchmarks.peer.Place;
import io.balsa.benchmarks.peer.Spec;
import java.util.Arrays;
import java.util.List;

/** Aeron Cluster, in modes of its drivers: shared or dedicated threads, which back off or yield when idle, long or short
 * datagrams. */
public final class AeronClusterPeer implements Peer {
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
}
