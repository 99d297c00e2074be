package io.balsa.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.server.cluster.LocalCluster;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoTest {
    private static final int COMMANDS = 40_000;

    @Test
    void aSmallDemoHoldsAndLeavesNothingBehind() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Path folder;
        try (LocalCluster cluster = LocalCluster.create("balsa-demo-test", 3, "", List.of("-Xmx256m"))) {
            folder = cluster.folder();
            assertThat(new Demo(out, cluster, COMMANDS).run())
                    .as(bytes.toString(StandardCharsets.UTF_8))
                    .isTrue();
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("leader ", "failover ", "state      equal", " 0 lost, 0 wrong", "throughput ", "p99.9");
        assertThat(Files.exists(folder)).isFalse();
    }
}
