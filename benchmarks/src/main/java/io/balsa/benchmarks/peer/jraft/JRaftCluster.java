package io.balsa.benchmarks.peer.jraft;

import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.RaftGroupService;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.option.ApplyTaskMode;
import com.alipay.sofa.jraft.option.NodeOptions;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.rpc.RaftRpcServerFactory;
import com.alipay.sofa.jraft.rpc.RpcServer;
import io.balsa.benchmarks.Ports;
import io.balsa.benchmarks.peer.Cluster;
import io.balsa.benchmarks.peer.Place;
import io.balsa.benchmarks.peer.Replies;
import io.balsa.benchmarks.peer.Session;
import io.balsa.benchmarks.peer.Spec;
import io.balsa.benchmarks.peer.Tape;
import io.balsa.benchmarks.peer.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Three nodes of SOFAJRaft. */
final class JRaftCluster implements Cluster {
    private static final String GROUP = "benchmark";
    private static final int APPLY_BATCH = 256;
    private static final int ELECTION_TIMEOUT_MS = 1000;
    private static final int BOLT_QUEUE = 1 << 16;

    static {
        // Bolt's own limits, 512 KiB on their way and 600 requests that wait for a thread, refuse what a window of 4096
        // sends.
        System.setProperty("bolt.netty.buffer.high.watermark", Integer.toString(64 << 20));
        System.setProperty("bolt.netty.buffer.low.watermark", Integer.toString(32 << 20));
        System.setProperty("bolt.tp.queue", Integer.toString(BOLT_QUEUE));
    }

    private final Spec spec;
    private final List<PeerId> members;
    private final List<RaftGroupService> services = new ArrayList<>();
    private final List<Tape> tapes = new ArrayList<>();

    private JRaftCluster(Spec spec, List<PeerId> members) {
        this.spec = spec;
        this.members = members;
    }

    static JRaftCluster start(Spec spec) throws IOException {
        List<PeerId> members = Ports.free(Spec.NODES).stream()
                .map(port -> new PeerId("127.0.0.1", port))
                .collect(Collectors.toList());
        JRaftCluster cluster = new JRaftCluster(spec, members);
        try {
            for (PeerId member : members) {
                cluster.add(member);
            }
            Waiting.until("a leader", () -> cluster.nodes().anyMatch(node -> node.isLeader(false)));
            return cluster;
        } catch (RuntimeException | IOException e) {
            cluster.close();
            throw e;
        }
    }

    private void add(PeerId member) throws IOException {
        Tape tape = new Tape();
        tapes.add(tape);
        Path home = Files.createDirectories(spec.directory().resolve("node-" + member.getPort()));
        RpcServer server = RaftRpcServerFactory.createRaftRpcServer(member.getEndpoint());
        CommandProcessor processor = new CommandProcessor();
        server.registerProcessor(processor);
        RaftGroupService service = new RaftGroupService(GROUP, member, options(home, tape), server);
        services.add(service);
        processor.serve(service.start());
    }

    private NodeOptions options(Path home, Tape tape) {
        RaftOptions raft = new RaftOptions();
        raft.setSync(spec.fsync());
        raft.setSyncMeta(spec.fsync());
        raft.setApplyBatch(APPLY_BATCH);
        NodeOptions options = new NodeOptions();
        options.setApplyTaskMode(ApplyTaskMode.Blocking);
        options.setRaftOptions(raft);
        options.setElectionTimeoutMs(ELECTION_TIMEOUT_MS);
        options.setSnapshotIntervalSecs(0);
        options.setInitialConf(new Configuration(members));
        options.setFsm(new JRaftMachine(tape));
        options.setLogUri(home.resolve("log").toString());
        options.setRaftMetaUri(home.resolve("meta").toString());
        return options;
    }

    private java.util.stream.Stream<Node> nodes() {
        return services.stream().map(RaftGroupService::getRaftNode);
    }

    @Override
    public Session connect(Place place, Replies replies) {
        Node leader = nodes().filter(node -> node.isLeader(false))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the leader is gone"));
        return place == Place.EMBEDDED
                ? new EmbeddedSession(leader, replies)
                : new RemoteSession(leader.getNodeId().getPeerId().getEndpoint(), replies);
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
        return "sync " + spec.fsync() + ", applyBatch " + APPLY_BATCH
                + ", ApplyTaskMode.Blocking, RocksDB log, no snapshots, election timeout " + ELECTION_TIMEOUT_MS
                + " ms, Bolt RPC with its default serializer, marks of its write buffer at 32 and 64 MiB, and a queue"
                + " of "
                + BOLT_QUEUE;
    }

    @Override
    public void close() {
        services.forEach(RaftGroupService::shutdown);
        for (RaftGroupService service : services) {
            try {
                service.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
