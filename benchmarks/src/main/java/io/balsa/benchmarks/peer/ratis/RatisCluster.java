package io.balsa.benchmarks.peer.ratis;

import io.balsa.benchmarks.Ports;
import io.balsa.benchmarks.peer.Cluster;
import io.balsa.benchmarks.peer.Place;
import io.balsa.benchmarks.peer.Replies;
import io.balsa.benchmarks.peer.Session;
import io.balsa.benchmarks.peer.Spec;
import io.balsa.benchmarks.peer.Tape;
import io.balsa.benchmarks.peer.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;

/** Three nodes of Apache Ratis. */
final class RatisCluster implements Cluster {
    private final Spec spec;
    private final RaftGroup group;
    private final List<RaftServer> servers = new ArrayList<>();
    private final List<Tape> tapes = new ArrayList<>();

    private RatisCluster(Spec spec, RaftGroup group) {
        this.spec = spec;
        this.group = group;
    }

    static RatisCluster start(Spec spec) throws Exception {
        List<RaftPeer> members = new ArrayList<>();
        for (int port : Ports.free(Spec.NODES)) {
            members.add(RaftPeer.newBuilder()
                    .setId(RaftPeerId.valueOf("node-" + members.size()))
                    .setAddress("127.0.0.1:" + port)
                    .build());
        }
        RatisCluster cluster = new RatisCluster(spec, RaftGroup.valueOf(RaftGroupId.randomId(), members));
        try {
            for (RaftPeer member : members) {
                cluster.add(member);
            }
            Waiting.until("a leader", () -> cluster.servers.stream().anyMatch(cluster::isLeader));
            return cluster;
        } catch (RuntimeException | IOException e) {
            cluster.close();
            throw e;
        }
    }

    private void add(RaftPeer member) throws IOException {
        Tape tape = new Tape();
        tapes.add(tape);
        Path home = spec.directory().resolve(member.getId().toString());
        RaftProperties properties = RatisSettings.ofServer(spec, member, home);
        RaftServer server = RaftServer.newBuilder()
                .setServerId(member.getId())
                .setGroup(group)
                .setProperties(properties)
                .setParameters(new Parameters())
                .setStateMachine(new RatisMachine(tape))
                .build();
        servers.add(server);
        server.start();
    }

    private boolean isLeader(RaftServer server) {
        try {
            return server.getDivision(group.getGroupId()).getInfo().isLeaderReady();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Session connect(Place place, Replies replies) {
        RaftServer leader = servers.stream()
                .filter(this::isLeader)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the leader is gone"));
        return place == Place.EMBEDDED
                ? RatisSession.embedded(leader, group.getGroupId(), replies)
                : RatisSession.remote(RatisSettings.client(spec, group, leader.getId()), replies);
    }

    @Override
    public long[] applied() {
        return tapes.stream().mapToLong(Tape::applied).toArray();
    }

    @Override
    public long[] hashes() {
        return tapes.stream().mapToLong(Tape::hash).toArray();
    }

    @Override
    public void close() throws IOException {
        for (RaftServer server : servers) {
            server.close();
        }
    }
}
