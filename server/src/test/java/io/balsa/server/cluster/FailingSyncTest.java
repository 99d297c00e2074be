package io.balsa.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.server.client.ErrorReply;
import io.balsa.server.client.RedisClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that refuses one sync under the writes of a client, and would take the next. */
class FailingSyncTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int FAILING = 60;
    private static final String FAULT = "balsa.journal-fault-sync-after";

    @TempDir
    private Path folder;

    @Test
    void theNodeEndsWithOneAndKeepsWhatItAcknowledgedBeforeAndAcknowledgesNothingAfter() throws Exception {
        int port = FreePorts.tcp(1).getFirst();
        Path config = write(port);
        NodeProcess failing = node(config, port, "-D" + FAULT + "=" + FAILING);
        int acknowledged;
        try {
            acknowledged = writeUntilRefused(failing);
            assertThat(failing.awaitExit(PATIENCE)).isEqualTo(1);
        } finally {
            failing.kill();
        }
        // One command at a time: each needs a sync of its own that succeeded, and opening and vote took two.
        assertThat(acknowledged).isBetween(1, FAILING - 3);
        String said = Files.readString(log());
        assertThat(said).containsPattern("the node stopped: .*" + folder + ".*\\.cq4 failed \\(injected by -D" + FAULT);

        NodeProcess next = node(config, port, "-Xmx256m");
        try {
            holds(next, acknowledged);
        } finally {
            next.kill();
        }
    }

    /** @return how many were acknowledged before the first that was not */
    private static int writeUntilRefused(NodeProcess node) throws IOException {
        try (RedisClient client = start(node)) {
            int count = 0;
            while (count < FAILING && isAcknowledged(client, count)) {
                count++;
            }
            for (int later = count + 1; later < 2 * FAILING; later++) {
                assertThat(isAcknowledged(client, later))
                        .as("command %s", later)
                        .isFalse();
            }
            return count;
        }
    }

    private static boolean isAcknowledged(RedisClient client, int number) {
        try {
            Object answer = client.call("SET", "k" + number, "v" + number);
            assertThat(answer).isInstanceOfAny(String.class, ErrorReply.class);
            return "OK".equals(answer);
        } catch (IOException e) {
            return false;
        }
    }

    private static void holds(NodeProcess node, int count) throws IOException {
        try (RedisClient client = start(node)) {
            for (int i = 0; i < count; i++) {
                assertThat(client.call("GET", "k" + i)).isEqualTo("v" + i);
            }
        }
    }

    private static RedisClient start(NodeProcess node) throws IOException {
        node.start();
        Awaitility.await().atMost(PATIENCE).until(() -> {
            NodeInfo info = node.info();
            return info != null && info.isLeader() && info.appliedIndex() == info.lastIndex();
        });
        return node.connect(PATIENCE);
    }

    private NodeProcess node(Path config, int port, String flag) {
        List<String> command =
                JavaCommand.of("io.balsa.server.Main", List.of(flag), List.of("node", "--config", config.toString()));
        return new NodeProcess(1, port, command, log());
    }

    private Path log() {
        return folder.resolve("log");
    }

    private Path write(int port) throws IOException {
        return Files.writeString(folder.resolve("node.conf"), """
            balsa.cluster { name = test, members = [{ id = 1, address = "127.0.0.1:%d" }] }
            balsa.node.id = 1
            balsa.journal.directory = "%s"
            balsa.transport.driver.directory = "%s"
            balsa.server.port = %d
            """.formatted(
                        FreePorts.udp(1).getFirst(), folder.resolve("data"), folder.resolve("driver"), port));
    }
}
