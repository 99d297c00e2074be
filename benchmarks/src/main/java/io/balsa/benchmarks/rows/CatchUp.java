package io.balsa.benchmarks.rows;

import io.balsa.benchmarks.load.SteadyLoad;
import io.balsa.benchmarks.peer.Place;
import io.balsa.benchmarks.process.NodeFacts;
import io.balsa.benchmarks.process.NodeProcess;
import io.balsa.benchmarks.process.ProcessCluster;

/** How fast a follower takes in what the others committed while its process was gone, while they go on at a rate. */
final class CatchUp implements Rows.Row {
    private static final double ENOUGH_PERCENT = 99;

    @Override
    public void run(RowRun run) throws Exception {
        run.withCluster(cluster -> {
            NodeProcess follower = RowRun.follower(cluster);
            NodeProcess leader = cluster.leader().orElseThrow();
            long had = follower.facts().applied();
            follower.kill();
            follower.awaitEnd();
            run.fill(cluster);
            try (SteadyLoad load = SteadyLoad.start(
                    run.options().ratePerSec(),
                    run.options().payload(),
                    replies -> cluster.connect(Place.REMOTE, replies))) {
                load.awaitAnswers(run.options().ratePerSec());
                follower.start();
                NodeFacts began = follower.facts();
                long answeredBefore = load.answered();
                long loadBeganNs = System.nanoTime();
                ProcessCluster.await("the follower catching up", () -> {
                    long there = leader.facts().applied();
                    return follower.facts().applied() >= there;
                });
                long ns = System.nanoTime() - began.beganNs();
                long caughtUp = follower.facts().applied() - had;
                run.find("caught up, MiB of commands", run.mebibytesPerSec(caughtUp, RowRun.SECOND_NS));
                run.find("from its start until level, ms", ns / 1e6);
                run.find("caught up, MiB/s", run.mebibytesPerSec(caughtUp, ns));
                run.find("commands lost meanwhile", load.lost());
                findKept(run, load.answered() - answeredBefore, System.nanoTime() - loadBeganNs);
            }
        });
    }

    /** A load that gives way makes room for the follower: what that one took in is worth less then. */
    private static void findKept(RowRun run, long answered, long ns) {
        double due = (double) ns / RowRun.SECOND_NS * run.options().ratePerSec();
        double percent = 100 * answered / Math.max(1, due);
        run.find("answered meanwhile, % of --rate", percent);
        if (percent < ENOUGH_PERCENT) {
            run.findings()
                    .remark("CAUTION: the load did not keep its rate, so that the follower had more of the machine;"
                            + " give a lower --rate, or more --mb where it is a matter of moments");
        }
    }
}
