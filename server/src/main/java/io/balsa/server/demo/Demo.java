package io.balsa.server.demo;

import io.balsa.server.client.RedisClient;
import io.balsa.server.cluster.LocalCluster;
import io.balsa.server.cluster.NodeInfo;
import io.balsa.server.cluster.NodeProcess;
import io.balsa.server.console.ProgressBar;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * The demo, act by act: elect, load, kill the leader, recover, restart it, compare states, look for lost writes, sum up.
 * Every act either holds or throws. One thread.
 */
public final class Demo {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOAD_PATIENCE = Duration.ofMinutes(10);
    private static final long SHOW_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int WRITERS = 32;
    private static final int BATCH = 32;
    private static final int VALUE_BYTES = 64;
    private static final int SINGLE_COMMANDS = 2000;

    private final PrintStream out;
    private final LocalCluster cluster;
    private final Load.Plan plan;

    /** @param commands that are loaded */
    public Demo(PrintStream out, LocalCluster cluster, int commands) {
        this.out = out;
        this.cluster = cluster;
        this.plan = new Load.Plan(commands, WRITERS, BATCH, VALUE_BYTES);
    }

    /**
     * Runs all acts; the cluster stays up.
     *
     * @return whether everything that was promised held
     */
    public boolean run() throws IOException, InterruptedException {
        NodeProcess leader = elect();
        Histogram single = oneAtATime(leader);
        Load load = new Load(cluster.nodes(), plan);
        LeaderKill kill = new LeaderKill(cluster, load, new ProgressBar(out, "load      ", plan.total()));
        long elapsedNs = loadAndKill(load, kill);
        NodeProcess killed = kill.finish();
        String hash = cluster.awaitEqualState(PATIENCE);
        say("state", "equal on all %d nodes: hash %s", cluster.nodes().size(), hash);
        LossCheck check = LossCheck.of(load, killed);
        say("loss", "%s", check);
        say("failover", "%.0f ms from the kill of the leader to the next commit", kill.recoveredNs() / 1e6);
        summarize(load, elapsedNs, single);
        return check.isClean();
    }

    private NodeProcess elect() throws IOException {
        long startNs = System.nanoTime();
        say("start", "%d node processes, journals in %s", cluster.nodes().size(), cluster.folder());
        cluster.startAll();
        NodeProcess leader = cluster.awaitLeader(PATIENCE);
        NodeInfo info = leader.info();
        if (info == null) {
            throw new IOException("node " + leader.id() + " stopped answering:\n" + leader.logTail());
        }
        double seconds = (System.nanoTime() - startNs) / 1e9;
        say("leader", "node %d in term %d, %.1f s after the start", leader.id(), info.term(), seconds);
        say("durability", "%s", info.text("durability"));
        return leader;
    }

    /** One client that waits for each answer before it sends the next command. */
    private static Histogram oneAtATime(NodeProcess node) throws IOException {
        Histogram latencies = Writer.histogram();
        try (RedisClient client = node.connect(PATIENCE)) {
            for (int i = 0; i < SINGLE_COMMANDS; i++) {
                long startNs = System.nanoTime();
                Object answer = client.call("SET", "single", Integer.toString(i));
                if (!"OK".equals(answer)) {
                    throw new IOException("SET was answered with " + answer);
                }
                if (i >= SINGLE_COMMANDS / 2) {
                    latencies.recordValue((System.nanoTime() - startNs) / 1000);
                }
            }
        }
        return latencies;
    }

    /** @return how long the load took */
    private long loadAndKill(Load load, LeaderKill kill) throws IOException, InterruptedException {
        ProgressBar bar = kill.bar();
        long deadlineNs = System.nanoTime() + LOAD_PATIENCE.toNanos();
        load.start();
        while (!load.isFinished()) {
            long done = load.settled.sum();
            bar.show(done, note(load));
            kill.proceed(done > plan.total() / 3);
            LockSupport.parkNanos(SHOW_NS);
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IOException("the load did not end within " + LOAD_PATIENCE.toMinutes() + " minutes");
            }
        }
        long elapsedNs = System.nanoTime() - load.startedNs();
        bar.show(load.settled.sum(), note(load));
        bar.end();
        return elapsedNs;
    }

    private static String note(Load load) {
        return String.format(Locale.ROOT, "%,d acknowledged", load.acknowledged.sum());
    }

    private void summarize(Load load, long elapsedNs, Histogram single) {
        long done = load.acknowledged.sum();
        say(
                "throughput",
                "%,.0f acknowledged writes/s over the whole load, failover included (%,d in %.1f s)",
                done * 1e9 / elapsedNs,
                done,
                elapsedNs / 1e9);
        latency(String.format(Locale.ROOT, "%d clients, %d at a time each", WRITERS, BATCH), load.calmLatencies());
        latency("1 client, one at a time", single);
    }

    private void latency(String what, Histogram latencies) {
        say(
                "latency",
                "p50 %,d us   p99 %,d us   p99.9 %,d us   (%s)",
                latencies.getValueAtPercentile(50),
                latencies.getValueAtPercentile(99),
                latencies.getValueAtPercentile(99.9),
                what);
    }

    private void say(String title, String format, Object... values) {
        out.println(String.format(Locale.ROOT, "%-10s ", title) + String.format(Locale.ROOT, format, values));
    }
}
