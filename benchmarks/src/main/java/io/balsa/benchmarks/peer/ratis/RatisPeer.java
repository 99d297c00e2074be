package io.balsa.benchmarks.peer.ratis;

import io.balsa.benchmarks.peer.Cluster;
import io.balsa.benchmarks.peer.Peer;
import io.balsa.benchmarks.peer.Place;
import io.balsa.benchmarks.peer.Spec;
import io.balsa.benchmarks.peer.Versions;
import java.util.List;
import org.apache.ratis.server.RaftServer;

/** Apache Ratis. */
public final class RatisPeer implements Peer {
    @Override
    public String name() {
        return "ratis";
    }

    @Override
    public String version() {
        return Versions.of(RaftServer.class, "org.apache.ratis", "ratis-server-api");
    }

    @Override
    public List<String> modes() {
        return List.of("grpc-wait", "grpc", "netty", "netty-wait");
    }

    @Override
    public boolean supports(Place place) {
        return true;
    }

    @Override
    public String settings(Spec spec) {
        return RatisSettings.text(spec);
    }

    @Override
    public Cluster start(Spec spec) throws Exception {
        return RatisCluster.start(spec);
    }
}
