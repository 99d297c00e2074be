package io.balsa.server.demo;

import io.balsa.server.cluster.LocalCluster;
import io.balsa.server.cluster.NodeProcess;
import io.balsa.server.console.ProgressBar;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Kills the leader in the middle of a load, notes when writing goes on, and starts the node again a little later. */
final class LeaderKill {
    /** So that the others are well ahead of the node that comes back. */
    private static final long RESTART_DELAY_NS = TimeUnit.SECONDS.toNanos(1);

    private final LocalCluster cluster;
    private final Load load;
    private final ProgressBar bar;
    private @Nullable NodeProcess victim;
    private long recoveredNs;
    private long restartAtNs;
    private boolean restarted;

    LeaderKill(LocalCluster cluster, Load load, ProgressBar bar) {
        this.cluster = cluster;
        this.load = load;
        this.bar = bar;
    }

    ProgressBar bar() {
        return bar;
    }

    /** Does what is due. Called often while the load goes on, and once after. */
    void proceed(boolean killNow) throws IOException, InterruptedException {
        NodeProcess killed = victim;
        if (killed == null) {
            if (killNow) {
                kill();
            }
        } else if (recoveredNs == 0) {
            noteRecovery();
        } else if (!restarted && System.nanoTime() - restartAtNs >= 0) {
            restart(killed);
        }
    }

    /** Starts the node again if that has not been done. @return the node that was killed */
    NodeProcess finish() throws IOException {
        NodeProcess killed = victim;
        if (killed == null) {
            throw new IOException("the load ended before the leader could be killed; load more with --commands");
        }
        noteRecovery();
        if (recoveredNs == 0) {
            throw new IOException("nothing was committed after the leader had been killed");
        }
        if (!restarted) {
            restart(killed);
        }
        return killed;
    }

    /** From the kill to the next acknowledged command that was sent after it. */
    long recoveredNs() {
        return recoveredNs;
    }

    private void kill() throws InterruptedException {
        NodeProcess leader = cluster.leader();
        if (leader == null) {
            return;
        }
        load.mark();
        leader.kill();
        victim = leader;
        bar.say("kill       node " + leader.id() + ", the leader, gets SIGKILL under load");
    }

    private void noteRecovery() {
        long afterNs = load.recoveredAfterNs();
        if (recoveredNs == 0 && afterNs > 0) {
            recoveredNs = afterNs;
            restartAtNs = System.nanoTime() + RESTART_DELAY_NS;
            bar.say(String.format(Locale.ROOT, "failover   next commit %.0f ms after the kill", afterNs / 1e6));
        }
    }

    private void restart(NodeProcess killed) throws IOException {
        killed.start();
        restarted = true;
        bar.say("restart    node " + killed.id() + " starts again and catches up");
    }
}
