package io.balsa.server.cli;

import io.balsa.server.cluster.LocalCluster;
import io.balsa.server.cluster.NodeProcess;
import io.balsa.server.demo.Demo;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code balsa demo}: three processes, a load, a killed leader, and the proof that nothing was lost. */
@Command(
        name = "demo",
        description = {
            "Runs three node processes on this machine, loads them, kills the leader under load, and checks that"
                    + " nothing was lost.",
            "They stay up until Ctrl-C; then everything is deleted."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final int NODES = 3;
    private static final List<String> NODE_FLAGS = List.of("-Xmx1g");

    @Option(names = "--exit", description = "End after the checks: with 0 if all held.")
    private boolean exit;

    @Option(
            names = "--commands",
            defaultValue = "300000",
            paramLabel = "N",
            description = "Commands to load (default: ${DEFAULT-VALUE}).")
    private int commands;

    @Option(
            names = "--durability",
            defaultValue = "fsync",
            paramLabel = "LEVEL",
            description = "fsync or page-cache (default: ${DEFAULT-VALUE}).")
    private String durability = "fsync";

    @Override
    public Integer call() throws IOException, InterruptedException {
        Given.requirePositive("--commands", commands);
        String settings = Given.durability(durability);
        PrintStream out = System.out;
        try (LocalCluster cluster = LocalCluster.create("balsa-demo", NODES, settings, NODE_FLAGS)) {
            boolean held = new Demo(out, cluster, commands).run();
            out.println(held ? "result     everything held" : "result     FAILED");
            if (!exit) {
                invite(out, cluster);
                new CountDownLatch(1).await();
            }
            return held ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private static void invite(PrintStream out, LocalCluster cluster) {
        out.println();
        out.println("The cluster stays up. Talk to any of its nodes:");
        for (NodeProcess node : cluster.nodes()) {
            out.println("  redis-cli -p " + node.address().getPort() + "        # node " + node.id());
        }
        int port = cluster.node(1).address().getPort();
        out.println("  redis-cli -p " + port + " info raft");
        out.println("  redis-benchmark -p " + port + " -t set,get,incr -P 16 -n 200000");
        out.println("Ctrl-C ends it and deletes everything.");
    }
}
