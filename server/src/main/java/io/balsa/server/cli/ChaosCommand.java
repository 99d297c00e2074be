package io.balsa.server.cli;

import io.balsa.server.chaos.Chaos;
import io.balsa.server.chaos.PlainKeyClient;
import io.balsa.server.cluster.LocalCluster;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code balsa chaos}: kills and stops processes at random under load, and checks every acknowledged write. */
@Command(
        name = "chaos",
        description = {
            "Runs node processes on this machine and, round after round, kills one (SIGKILL) or stands it still"
                    + " (SIGSTOP) while workers write, read and check every answer.",
            "Ends with 0 if no acknowledged write was lost and no value was wrong."
        },
        mixinStandardHelpOptions = true)
final class ChaosCommand implements Callable<Integer> {
    /** Each is a process with a heap of its own. */
    private static final int MOST_NODES = 9;

    private static final List<String> NODE_FLAGS = List.of("-Xmx512m");

    @Option(
            names = "--rounds",
            defaultValue = "20",
            paramLabel = "N",
            description = "Faults (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--nodes",
            defaultValue = "3",
            paramLabel = "N",
            description = "Nodes, 1 to " + MOST_NODES + " (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(names = "--seed", paramLabel = "N", description = "Repeats the faults of another run (default: random).")
    private @Nullable Long seed;

    @Option(
            names = "--durability",
            defaultValue = "fsync",
            paramLabel = "LEVEL",
            description = "fsync or page-cache (default: ${DEFAULT-VALUE}).")
    private String durability = "fsync";

    @Override
    public Integer call() throws IOException, InterruptedException {
        Given.requirePositive("--rounds", rounds);
        Given.requireWithin("--nodes", nodes, 1, MOST_NODES);
        String settings = Given.durability(durability);
        PrintStream out = System.out;
        long chosen = seed == null ? ThreadLocalRandom.current().nextLong(1_000_000) : seed;
        out.println("chaos, " + rounds + " rounds on " + nodes + " nodes, seed " + chosen);
        try (LocalCluster cluster = LocalCluster.create("balsa-chaos", nodes, settings, NODE_FLAGS)) {
            boolean held = new Chaos(out, cluster, PlainKeyClient::connect, chosen).run(rounds);
            out.println(held ? "everything held" : "FAILED; repeat with --seed " + chosen);
            return held ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
