package io.balsa.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.RaftClient;
import io.balsa.RaftNode;
import io.balsa.api.Command;
import io.balsa.api.Outcome;
import io.balsa.api.ResultWriter;
import io.balsa.api.RoleName;
import io.balsa.api.StateMachine;
import io.balsa.config.BalsaConfig;
import io.balsa.journal.ChronicleJournal;
import io.balsa.server.cluster.FreePorts;
import io.balsa.transport.aeron.AeronClientTransport;
import io.balsa.transport.aeron.AeronTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What an embedder runs: nodes and a remote client in this process, over real UDP and real journals that are synced. */
@ParameterizedClass
@ValueSource(strings = {"balanced", "low-latency"})
class RealPartsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] ONE = {1};

    @Parameter
    private String profile = "";

    @TempDir
    Path directory;

    private final List<RaftNode> nodes = new ArrayList<>();
    private List<String> addresses = List.of();

    /** Counts commands, and answers the count. */
    private static final class Counter implements StateMachine {
        private long value;

        @Override
        public void apply(Command command, ResultWriter result) {
            result.putLong(++value);
        }

        @Override
        public void query(DirectBuffer query, int offset, int length, ResultWriter result) {
            result.putLong(value);
        }
    }

    private RaftNode start(int id) {
        StringBuilder members = new StringBuilder();
        for (int member = 1; member <= addresses.size(); member++) {
            members.append("{ id = %d, address = \"%s\" }%n".formatted(member, addresses.get(member - 1)));
        }
        return RaftNode.builder(BalsaConfig.parse(
                        """
                        balsa.cluster { name = real, members = [ %s ] }
                        balsa.node.id = %d
                        balsa.journal.directory = "%s"
                        balsa.raft.election-timeout = 2s
                        balsa.loop.profile = %s
                        """.formatted(members, id, directory.resolve("node-" + id), profile), "real parts"))
                .journal(ChronicleJournal::open)
                .transport(AeronTransport::open)
                .stateMachine(new Counter())
                .start();
    }

    private void startAll() throws IOException {
        addresses = FreePorts.udp(3).stream().map(port -> "127.0.0.1:" + port).toList();
        for (int id = 1; id <= addresses.size(); id++) {
            nodes.add(start(id));
        }
    }

    private RaftClient client() {
        return RaftClient.builder(addresses)
                .cluster("real")
                .transport(AeronClientTransport::open)
                .submitTimeout(PATIENCE)
                .start();
    }

    @AfterEach
    void close() {
        nodes.forEach(RaftNode::close);
    }

    @Test
    void aRemoteClientSubmitsAndReadsWhatItWasTold() throws Exception {
        startAll();
        try (RaftClient client = client()) {
            for (int i = 1; i <= 100; i++) {
                assertThat(client.submitAndWait(ONE, PATIENCE).asLong()).isEqualTo(i);
                assertThat(client.query(ONE).get().asLong()).isEqualTo(i);
            }
        }
        for (RaftNode node : nodes) {
            assertThat(node.queryAndWait(ONE, PATIENCE).asLong()).isEqualTo(100);
        }
    }

    @Test
    void aRemoteClientFollowsTheLeaderWhenItCloses() throws Exception {
        startAll();
        try (RaftClient client = client()) {
            assertThat(client.submitAndWait(ONE, PATIENCE).asLong()).isEqualTo(1);
            RaftNode leader = nodes.stream()
                    .filter(node -> node.status().role() == RoleName.LEADER)
                    .findFirst()
                    .orElseThrow();
            leader.close();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> client.submitAndWait(ONE, PATIENCE) instanceof Outcome.Applied);
        }
    }

    @Test
    void aRestartedClusterGoesOnWhereItsJournalsEnd() throws Exception {
        startAll();
        assertThat(nodes.getFirst().submitAndWait(ONE, PATIENCE).asLong()).isEqualTo(1);
        close();
        nodes.clear();
        for (int id = 1; id <= addresses.size(); id++) {
            nodes.add(start(id));
        }
        assertThat(nodes.getFirst().submitAndWait(ONE, PATIENCE).asLong()).isEqualTo(2);
    }
}
