package io.balsa.benchmarks.rows;

import io.balsa.benchmarks.load.SteadyLoad;
import io.balsa.benchmarks.peer.Place;
import io.balsa.benchmarks.peer.Replies;
import io.balsa.benchmarks.peer.Session;
import io.balsa.benchmarks.process.NodeFacts;
import io.balsa.benchmarks.process.ProcessCluster;
import java.util.ArrayList;
import java.util.List;

/** From the start of three processes with nothing on disk to the first answer, to a client that runs already. */
final class Startup implements Rows.Row {
    private static final long RATE = 1000;

    @Override
    public void run(RowRun run) throws Exception {
        int times = run.options().times();
        List<Double> upMs = new ArrayList<>();
        List<Double> answerMs = new ArrayList<>();
        for (int n = 0; n < times; n++) {
            long beganNs = System.nanoTime();
            run.launch(cluster -> {
                try (SteadyLoad load =
                        SteadyLoad.start(RATE, run.options().payload(), replies -> connect(cluster, replies))) {
                    load.awaitAnswers(1);
                    answerMs.add((load.answersNs(beganNs).getFirst() - beganNs) / 1e6);
                    upMs.add((lastOpenedNs(cluster) - beganNs) / 1e6);
                }
            });
        }
        run.findings().find("all nodes up, ms", upMs);
        run.findings().find("first answer, ms", answerMs);
    }

    /** Some clients give up where nobody leads yet. */
    private static Session connect(ProcessCluster cluster, Replies replies) throws Exception {
        for (int tries = 1; ; tries++) {
            try {
                return cluster.connect(Place.REMOTE, replies);
            } catch (RuntimeException e) {
                if (tries == 10) {
                    throw e;
                }
            }
        }
    }

    private static long lastOpenedNs(ProcessCluster cluster) throws Exception {
        return cluster.facts().stream().mapToLong(NodeFacts::openedNs).max().orElseThrow();
    }
}
