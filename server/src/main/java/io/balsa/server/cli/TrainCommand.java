package io.balsa.server.cli;

import io.balsa.server.client.RedisClient;
import io.balsa.server.cluster.LocalCluster;
import io.balsa.server.cluster.NodeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** {@code balsa train}: what the launcher runs once, so that later starts need not load, link and profile from nothing. */
@Command(
        name = "train",
        description = {
            "Runs a node for a moment and writes a cache for -XX:AOTCache.",
            "The launcher does this by itself."
        },
        hidden = true,
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int COMMANDS = 2_000;

    @Parameters(paramLabel = "FILE", description = "The cache.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> flags = List.of("-XX:AOTCacheOutput=" + file.toAbsolutePath());
        try (LocalCluster cluster = LocalCluster.create("balsa-train", 1, "", flags)) {
            cluster.startAll();
            NodeProcess node = cluster.awaitLeader(PATIENCE);
            try (RedisClient client = node.connect(PATIENCE)) {
                for (int i = 0; i < COMMANDS; i++) {
                    client.call("SET", "key" + i, "value");
                    client.call("GET", "key" + i);
                }
            }
            // The cache is written while the process ends.
            boolean ended = node.terminate(PATIENCE);
            return ended && Files.exists(file) ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
