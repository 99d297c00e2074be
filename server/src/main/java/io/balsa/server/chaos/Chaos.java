package io.balsa.server.chaos;

import io.balsa.server.cluster.LocalCluster;
import io.balsa.server.cluster.NodeInfo;
import io.balsa.server.cluster.NodeProcess;
import io.balsa.server.console.ProgressBar;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Rounds of faults under load, then the reckoning. The seed fixes which faults come in which order and how long they last;
 * what they meet is up to the machine. One thread.
 */
public final class Chaos {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int WORKERS = 12;
    private static final int LONGEST_FAULT_MS = 1500;
    private static final int LONGEST_CALM_MS = 400;
    private static final int AT_THE_DOOR_MS = 50;
    private static final int SHOWN_VIOLATIONS = 20;

    private final PrintStream out;
    private final LocalCluster cluster;
    private final SplittableRandom random;
    private final Findings findings = new Findings();
    private final EnumSet<Fault> deposed = EnumSet.noneOf(Fault.class);
    private final Workload workload;

    /** @param connector how the workers reach a node; {@link PlainKeyClient#connect} */
    public Chaos(PrintStream out, LocalCluster cluster, KeyClient.Connector connector, long seed) {
        this.out = out;
        this.cluster = cluster;
        this.random = new SplittableRandom(seed);
        this.workload = new Workload(cluster.nodes(), connector, findings);
    }

    /**
     * Runs so many rounds and checks everything.
     *
     * @return whether nothing was violated
     * @throws IOException when the cluster does not recover from a fault in time, or a node ends by itself
     */
    public boolean run(int rounds) throws IOException, InterruptedException {
        cluster.startAll();
        cluster.awaitLeader(PATIENCE);
        workload.start(WORKERS, random.split());
        ProgressBar bar = new ProgressBar(out, "chaos", rounds);
        try {
            for (int round = 0; round < rounds && findings.violations().isEmpty(); round++) {
                bar.show(round, progress());
                round(round);
            }
            bar.show(rounds, progress());
            bar.end();
        } finally {
            workload.stop();
        }
        return reckon();
    }

    Findings findings() {
        return findings;
    }

    /** What was done to a leader so long that another took its place. */
    Set<Fault> deposed() {
        return deposed;
    }

    private void round(int round) throws IOException, InterruptedException {
        Fault[] faults = Fault.values();
        // Chance may spare the leader, so the first rounds do not leave it to chance.
        if (round < faults.length && cluster.nodes().size() > 2) {
            depose(faults[round]);
        } else {
            strike(faults[random.nextInt(faults.length)]);
        }
        awaitProgress();
        pause(random.nextInt(LONGEST_CALM_MS));
    }

    /** Keeps the leader out until another leads and has acknowledged what the old one cannot know. */
    private void depose(Fault fault) throws IOException, InterruptedException {
        NodeProcess leader = cluster.awaitLeader(PATIENCE);
        fault.inject(leader);
        cluster.await("another leader", PATIENCE, () -> cluster.leader() != null);
        awaitProgress();
        deposed.add(fault);
        heal(fault, leader);
        awaitAnswers(leader);
    }

    private void strike(Fault fault) throws IOException, InterruptedException {
        NodeProcess victim = victim();
        fault.inject(victim);
        pause(1 + random.nextInt(LONGEST_FAULT_MS));
        heal(fault, victim);
        // Every third node that comes back is left behind for the next fault.
        if (random.nextInt(3) > 0) {
            awaitAnswers(victim);
        } else {
            cluster.await("node " + victim.id() + " to run", PATIENCE, () -> victim.info() != null);
        }
    }

    private void heal(Fault fault, NodeProcess victim) throws IOException, InterruptedException {
        if (fault == Fault.STOP) {
            // Reads wait at its door when it wakes, before it can hear what it missed.
            workload.readFrom(victim);
            pause(AT_THE_DOOR_MS);
        }
        fault.heal(victim);
    }

    private void awaitAnswers(NodeProcess node) throws IOException {
        cluster.await("node " + node.id() + " to answer again", PATIENCE, () -> follows(node.info()));
    }

    /** The leader half of the time: its loss is what hurts. */
    private NodeProcess victim() {
        List<NodeProcess> nodes = cluster.nodes();
        boolean wantLeader = random.nextBoolean();
        NodeProcess any = nodes.get(random.nextInt(nodes.size()));
        NodeProcess leader = wantLeader ? cluster.leader() : null;
        return leader != null ? leader : any;
    }

    private static boolean follows(@Nullable NodeInfo info) {
        return info != null && info.leaderId() > 0 && info.appliedIndex() == info.commitIndex();
    }

    private void awaitProgress() throws IOException {
        long before = findings.acknowledged.sum();
        cluster.await("a write to be acknowledged", PATIENCE, () -> findings.acknowledged.sum() > before);
    }

    private boolean reckon() throws IOException {
        String hash = cluster.awaitEqualState(PATIENCE);
        long keys = 0;
        for (NodeProcess node : cluster.nodes()) {
            keys = workload.check(node);
        }
        out.printf(
                Locale.ROOT,
                "%,d acknowledged writes and %,d reads checked as they came, %,d of them of a"
                        + " node that had stood still, %,d keys read back from every node;"
                        + " %,d writes in doubt, %,d refused; state hash %s on all nodes%n",
                findings.acknowledged.sum(),
                findings.reads.sum(),
                findings.awakenedReads.sum(),
                keys,
                findings.doubts.sum(),
                findings.refusals.sum(),
                hash);
        List<String> violations = findings.violations();
        violations.stream().limit(SHOWN_VIOLATIONS).forEach(violation -> out.println("VIOLATION " + violation));
        out.println(violations.size() + " violations");
        return violations.isEmpty();
    }

    private String progress() {
        return String.format(
                Locale.ROOT,
                "%,d acknowledged, %,d in doubt, %d violations",
                findings.acknowledged.sum(),
                findings.doubts.sum(),
                findings.violations().size());
    }

    private static void pause(long ms) {
        long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        long leftNs;
        while ((leftNs = untilNs - System.nanoTime()) > 0) {
            LockSupport.parkNanos(leftNs);
        }
    }
}
