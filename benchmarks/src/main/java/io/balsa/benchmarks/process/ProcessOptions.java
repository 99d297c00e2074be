package io.balsa.benchmarks.process;

import io.balsa.benchmarks.command.PeerOptions;
import io.balsa.benchmarks.peer.DistributedPeer;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that always has a process for each node. Filled in by picocli, then only read. */
public abstract class ProcessOptions extends PeerOptions {
    @Option(
            names = "--rate",
            paramLabel = "PER-SECOND",
            description = "Commands per second of open loops (default: ${bundle:default-rate}).")
    private @Nullable Long ratePerSec;

    @Option(
            names = "--times",
            paramLabel = "N",
            description = "Leaders taken away, or starts (default: ${bundle:default-times}).")
    private @Nullable Integer times;

    @Override
    protected void describeDefaults(Map<String, String> texts) {
        super.describeDefaults(texts);
        texts.put("default-mode", "none, the peer with its own defaults");
        texts.put("default-rate", Long.toString(untoldRatePerSec()));
        texts.put("default-times", Integer.toString(untoldTimes()));
    }

    @Override
    public void check() {
        super.check();
        if (times() < 1 || ratePerSec() < 1) {
            throw new IllegalArgumentException("--times and --rate are 1 or more");
        }
    }

    @Override
    public DistributedPeer peer() {
        return ProcessCluster.distributed(super.peer());
    }

    @Override
    protected String untoldMode() {
        return peer().usualMode();
    }

    @Override
    protected String settings() {
        return ProcessCluster.settings(peer(), spec(Path.of("")));
    }

    /** Of open loops. */
    public final long ratePerSec() {
        return ratePerSec == null ? untoldRatePerSec() : ratePerSec;
    }

    /** How often the same is measured. */
    public final int times() {
        return times == null ? untoldTimes() : times;
    }

    /** The default of {@code --rate}. */
    protected abstract long untoldRatePerSec();

    /** The default of {@code --times}. */
    protected abstract int untoldTimes();
}
