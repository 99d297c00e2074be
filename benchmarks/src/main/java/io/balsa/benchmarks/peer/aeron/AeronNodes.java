package io.balsa.benchmarks.peer.aeron;

import io.balsa.benchmarks.Directories;
import io.balsa.benchmarks.peer.Cluster;
import io.balsa.benchmarks.peer.Members;
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
import org.agrona.CloseHelper;

/** Three nodes of Aeron Cluster. */
final class AeronNodes implements Cluster {
    private final Spec spec;
    private final Path drivers;
    private final AeronPorts ports;
    private final List<AeronNode> nodes = new ArrayList<>();
    private final List<Tape> tapes = new ArrayList<>();

    private AeronNodes(Spec spec) throws IOException {
        this.spec = spec;
        this.drivers = Directories.forDrivers(spec.directory());
        this.ports = new AeronPorts(Members.onLoopback(drivers));
    }

    static AeronNodes start(Spec spec) throws IOException {
        AeronNodes cluster = new AeronNodes(spec);
        try {
            AeronProperties.set(spec.settings());
            for (int id = 0; id < Spec.NODES; id++) {
                Tape tape = new Tape();
                cluster.tapes.add(tape);
                cluster.nodes.add(AeronNode.launch(id, spec, cluster.ports, tape));
            }
            Waiting.until("a leader", () -> cluster.nodes.stream().anyMatch(AeronNode::isLeader));
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    @Override
    public Session connect(Place place, Replies replies) {
        AeronMode mode = AeronMode.of(spec.mode());
        if (place == Place.REMOTE) {
            return AeronSession.remote(mode, ports, replies);
        }
        AeronNode leader = nodes.stream()
                .filter(AeronNode::isLeader)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the leader is gone"));
        return AeronSession.embedded(mode, leader.driverDirectory(), replies);
    }

    @Override
    public long[] applied() {
        return tapes.stream().mapToLong(Tape::applied).toArray();
    }

    @Override
    public long[] hashes() {
        return tapes.stream().mapToLong(Tape::hash).toArray();
    }

    static String settings(Spec spec) {
        AeronMode mode = AeronMode.of(spec.mode());
        return "mode " + spec.mode() + ", fileSyncLevel " + (spec.fsync() ? 1 : 0) + ", log term-length 64m, mtu "
                + mode.mtu() + " of ingress and log, "
                + mode.usualMtu()
                + " elsewhere, window 1m, socket buffers 2m, sparse terms, the log's flow control as by default"
                + (mode.isClientTurned() ? ", the client and its driver turned by the caller" : "")
                + (spec.settings().isEmpty() ? "" : ", " + spec.settings());
    }

    @Override
    public void close() throws IOException {
        CloseHelper.closeAll(nodes);
        Directories.delete(drivers);
    }
}
