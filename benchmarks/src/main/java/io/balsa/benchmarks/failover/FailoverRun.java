package io.balsa.benchmarks.failover;

import io.balsa.benchmarks.Directories;
import io.balsa.benchmarks.load.SteadyLoad;
import io.balsa.benchmarks.peer.Place;
import io.balsa.benchmarks.peer.Spec;
import io.balsa.benchmarks.process.NodeFacts;
import io.balsa.benchmarks.process.NodeProcess;
import io.balsa.benchmarks.process.ProcessCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Takes a leader away, again and again, from three nodes in processes of their own under a client that sends at a rate. */
final class FailoverRun {
    private final FailoverOptions options;
    private int startedAgain;

    FailoverRun(FailoverOptions options) {
        this.options = options;
    }

    /**
     * One leader that was taken away.
     *
     * @param electedMs     from the fault until another node led
     * @param firstCommitMs from the fault until the client had the first answer of another leader
     * @param silenceMs     the longest time without any answer meanwhile
     */
    record Trial(double electedMs, double firstCommitMs, double silenceMs) {}

    List<Trial> run(Consumer<Trial> onTrial) throws Exception {
        Path directory = Directories.temporary("failover");
        try {
            Spec spec = options.spec(directory);
            try (ProcessCluster cluster = ProcessCluster.start(
                            options.peer(), spec, options.fault().ground(directory));
                    SteadyLoad load = SteadyLoad.start(
                            options.ratePerSec(),
                            options.payload(),
                            replies -> cluster.connect(Place.REMOTE, replies))) {
                List<Trial> trials = trials(cluster, load, onTrial);
                requireKept(cluster, load);
                return trials;
            }
        } finally {
            Directories.delete(directory);
        }
    }

    /** Nodes that ended by themselves in what was done to them, so that they had to be started again. */
    int startedAgain() {
        return startedAgain;
    }

    private List<Trial> trials(ProcessCluster cluster, SteadyLoad load, Consumer<Trial> onTrial) throws Exception {
        List<Trial> trials = new ArrayList<>();
        load.awaitAnswers(options.warmupS() * options.ratePerSec());
        for (int n = 0; n < options.times(); n++) {
            startedAgain += cluster.settleStartingAgain();
            load.awaitAnswers(options.seconds() * options.ratePerSec());
            Trial trial = trial(cluster, load);
            trials.add(trial);
            onTrial.accept(trial);
        }
        return trials;
    }

    private Trial trial(ProcessCluster cluster, SteadyLoad load) throws IOException, InterruptedException {
        NodeProcess leader = cluster.leader().orElseThrow(() -> new IllegalStateException("nobody leads"));
        List<NodeProcess> others =
                cluster.nodes().stream().filter(node -> node != leader).toList();
        long faultNs = System.nanoTime();
        options.fault().inject(cluster, leader);
        ProcessCluster.await("another leader", () -> ledSinceNs(others, faultNs) != 0);
        long electedNs = ledSinceNs(others, faultNs);
        load.awaitAnswers(1);
        // Answers of the old leader were on their way no longer than it takes others to elect.
        while (load.answersNs(faultNs).stream().noneMatch(ns -> ns - electedNs > 0)) {
            load.awaitAnswers(1);
        }
        Trial trial = trial(faultNs, electedNs, load.answersNs(faultNs));
        options.fault().heal(cluster, leader);
        return trial;
    }

    /** When one of those began to lead after the fault; 0 when none did. */
    private static long ledSinceNs(List<NodeProcess> others, long faultNs) throws IOException, InterruptedException {
        for (NodeProcess node : others) {
            NodeFacts facts = node.facts();
            if (facts.leads() && facts.leaderSinceNs() - faultNs > 0) {
                return facts.leaderSinceNs();
            }
        }
        return 0;
    }

    /** {@code answersNs}: ascending; the first may be from before the fault. */
    static Trial trial(long faultNs, long electedNs, List<Long> answersNs) {
        double silenceMs = 0;
        long beforeNs = Math.min(faultNs, answersNs.getFirst());
        for (long ns : answersNs) {
            silenceMs = Math.max(silenceMs, (ns - beforeNs) / 1e6);
            beforeNs = ns;
            if (ns - electedNs > 0) {
                return new Trial((electedNs - faultNs) / 1e6, (ns - faultNs) / 1e6, silenceMs);
            }
        }
        throw new IllegalArgumentException("nobody answered after the election");
    }

    /** What was answered was applied, in the same order everywhere. */
    private void requireKept(ProcessCluster cluster, SteadyLoad load) throws IOException, InterruptedException {
        load.close();
        startedAgain += cluster.settleStartingAgain();
        ProcessCluster.await(
                "equal logs",
                () -> cluster.facts().stream()
                                .map(facts -> List.of(facts.applied(), facts.hash()))
                                .distinct()
                                .count()
                        == 1);
        long applied = cluster.facts().getFirst().applied();
        if (applied < load.answered()) {
            throw new IllegalStateException(
                    load.answered() + " commands were answered, and only " + applied + " are there");
        }
    }
}
