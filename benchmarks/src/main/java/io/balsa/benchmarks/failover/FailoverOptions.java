package io.balsa.benchmarks.failover;

import io.balsa.benchmarks.peer.DistributedPeer;
import io.balsa.benchmarks.peer.Spec;
import io.balsa.benchmarks.process.ProcessCluster;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code ./balsa bench failover} is told. Filled in by picocli, then only read. */
final class FailoverOptions {
    @Option(names = "--peer", defaultValue = "balsa", description = "balsa or aeron (default: balsa).")
    private String peer = "";

    @Option(
            names = "--mode",
            defaultValue = "",
            description = "One of the peer's modes (default: what it does untold).")
    private String mode = "";

    @Option(
            names = "--kind",
            defaultValue = "kill",
            description = "What happens to the leader: kill (SIGKILL), close, stop (SIGSTOP), partition (it reaches"
                    + " nobody; root) or stalled-disk (its file system is frozen; root) (default: kill).")
    private String kind = "";

    @Option(names = "--times", defaultValue = "20", description = "Leaders taken away (default: 20).")
    private int times;

    @Option(names = "--rate", defaultValue = "1000", description = "Commands per second meanwhile (default: 1000).")
    private long ratePerSec;

    @Option(names = "--payload", defaultValue = "256", description = "Bytes of a command (default: 256).")
    private int payload;

    @Option(names = "--warmup", defaultValue = "5", description = "Seconds before the first (default: 5).")
    private int warmupS;

    @Option(names = "--durability", defaultValue = "fsync", description = "page-cache or fsync (default: fsync).")
    private String durability = "";

    @Option(
            names = "--set",
            description = "Settings of the peer, for balsa in HOCON, for aeron properties with spaces between (default:"
                    + " those of who sets nothing, also where bench load has others).")
    private @Nullable String settings;

    @Option(names = "--report", description = "File for the times as JSON.")
    private @Nullable Path report;

    /** @throws IllegalArgumentException with a message for who typed it */
    void check() {
        fault();
        if (!durability.equals("page-cache") && !durability.equals("fsync")) {
            throw new IllegalArgumentException("--durability is page-cache or fsync, not " + durability);
        }
        if (!peer().modes().contains(mode())) {
            throw new IllegalArgumentException(peer + " has no mode \"" + mode + "\"; it has " + peer().modes());
        }
        if (times < 1 || ratePerSec < 1 || warmupS < 1 || payload < Long.BYTES) {
            throw new IllegalArgumentException("--times, --rate and --warmup are 1 or more, --payload 8 or more");
        }
    }

    DistributedPeer peer() {
        return ProcessCluster.peer(peer);
    }

    String mode() {
        return mode.isEmpty() ? peer().usualMode() : mode;
    }

    Fault fault() {
        return Fault.of(kind);
    }

    int times() {
        return times;
    }

    long ratePerSec() {
        return ratePerSec;
    }

    int payload() {
        return payload;
    }

    int warmupS() {
        return warmupS;
    }

    String durability() {
        return durability;
    }

    Spec spec(Path directory) {
        String told = settings == null ? peer().usualSettings() : settings;
        return new Spec(mode(), durability.equals("fsync"), payload, directory, told);
    }

    /** Where the report goes; null for nowhere. */
    @Nullable
    Path report() {
        return report;
    }
}
