package io.balsa.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LocalClusterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SIGTERM = 128 + 15;

    /** Makes a cluster and waits for the end of its process. */
    static final class Standing {
        public static void main(String[] arguments) throws IOException, InterruptedException {
            try (LocalCluster cluster = LocalCluster.create("balsa-standing", 1, "", List.of())) {
                System.out.println(cluster.folder());
                new CountDownLatch(1).await();
            }
        }
    }

    @Test
    void theEndOfTheProcessEndsTheClusterAndSaysSo() throws Exception {
        Process process = new ProcessBuilder(JavaCommand.of(Standing.class.getName(), List.of("-Xmx64m"), List.of()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            Path folder = Path.of(output.readLine());
            assertThat(folder).exists();
            // Not Process.destroy, which closes the output as well.
            process.toHandle().destroy();
            assertThat(output.readLine()).isEqualTo("cluster ended, journals deleted");
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(SIGTERM);
            assertThat(folder).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aNodeSaysWhatItWaitsForAndWhomItFollows() throws Exception {
        try (LocalCluster cluster = LocalCluster.create("balsa-waiting", 2, "", List.of("-Xmx256m"))) {
            cluster.node(1).start();
            cluster.await(
                    "a line in the log",
                    PATIENCE,
                    () -> cluster.node(1)
                            .logTail()
                            .contains("node 1 is waiting for a leader: at least 2 of 2 nodes must run"));
            cluster.node(2).start();
            NodeProcess leader = cluster.awaitLeader(PATIENCE);
            NodeProcess follower = cluster.node(3 - leader.id());
            Pattern words =
                    Pattern.compile("node " + follower.id() + " of \\S+ follows node " + leader.id() + " in term ");
            cluster.await(
                    words.pattern(),
                    PATIENCE,
                    () -> words.matcher(follower.logTail()).find());
        }
    }
}
