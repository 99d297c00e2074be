package io.balsa.server.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.server.client.RedisClient;
import io.balsa.server.cluster.LocalCluster;
import io.balsa.server.cluster.NodeProcess;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Three real processes, killed, stopped and started again. {@code balsa chaos} does the same for as long as one likes. */
class ChaosTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> FLAGS = List.of("-Xmx256m");
    private static final int ROUNDS = 8;

    @Test
    void noAcknowledgedWriteIsLostWhateverIsKilledOrStopped() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (LocalCluster cluster = LocalCluster.create("balsa-chaos-test", 3, "", FLAGS)) {
            Chaos chaos = new Chaos(out, cluster, JedisKeyClient::connect, 42);
            boolean held = chaos.run(ROUNDS);
            assertThat(held).as(bytes.toString(StandardCharsets.UTF_8)).isTrue();
            assertThat(chaos.deposed()).containsOnly(Fault.values());
            assertThat(chaos.findings().awakenedReads.sum()).isPositive();
        }
    }

    @Test
    void aNodeToldToEndEndsByItselfAndAllThreeComeBackWithWhatTheyHad() throws Exception {
        try (LocalCluster cluster = LocalCluster.create("balsa-restart-test", 3, "", FLAGS)) {
            cluster.startAll();
            NodeProcess leader = cluster.awaitLeader(PATIENCE);
            try (RedisClient client = leader.connect(PATIENCE)) {
                assertThat(client.call("SET", "k", "v")).isEqualTo("OK");
            }
            for (NodeProcess node : cluster.nodes()) {
                assertThat(node.terminate(PATIENCE))
                        .as("node %s: %s", node.id(), node.logTail())
                        .isTrue();
            }
            cluster.startAll();
            cluster.awaitLeader(PATIENCE);
            for (NodeProcess node : cluster.nodes()) {
                try (RedisClient client = node.connect(PATIENCE)) {
                    assertThat(client.call("GET", "k")).isEqualTo("v");
                }
            }
        }
    }
}
