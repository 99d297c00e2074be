package io.balsa.benchmarks.rows;

import io.balsa.benchmarks.load.SteadyLoad;
import io.balsa.benchmarks.peer.Place;
import io.balsa.benchmarks.peer.Replies;
import io.balsa.benchmarks.peer.Session;
import io.balsa.benchmarks.process.NodeFacts;
import io.balsa.benchmarks.process.ProcessCluster;
import java.util.Arrays;

/** From the start of three processes with nothing on disk to the first answer, to a client that runs already. */
final class Startup implements Rows.Row {
    private static final long RATE = 1000;

    @Override
    public void run(RowRun run) throws Exception {
        int times = run.options().times();
        double[] upMs = new double[times];
        double[] answerMs = new double[times];
        for (int n = 0; n < times; n++) {
            int at = n;
            long beganNs = System.nanoTime();
            run.launch(cluster -> {
                try (SteadyLoad load =
                        SteadyLoad.start(RATE, run.options().payload(), replies -> connect(cluster, replies))) {
                    load.awaitAnswers(1);
                    answerMs[at] = (load.answersNs(beganNs).getFirst() - beganNs) / 1e6;
                    upMs[at] = (lastOpenedNs(cluster) - beganNs) / 1e6;
                }
            });
        }
        find(run, "all nodes up, ms", upMs);
        find(run, "first answer, ms", answerMs);
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

    private static void find(RowRun run, String what, double[] ms) {
        Arrays.sort(ms);
        run.find(what + ", p50", ms[(ms.length - 1) / 2]);
        run.find(what + ", least", ms[0]);
        run.find(what + ", most", ms[ms.length - 1]);
    }
}
