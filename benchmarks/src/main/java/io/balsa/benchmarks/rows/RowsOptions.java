package io.balsa.benchmarks.rows;

import io.balsa.benchmarks.peer.DistributedPeer;
import io.balsa.benchmarks.peer.Spec;
import io.balsa.benchmarks.process.ProcessCluster;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code ./balsa bench rows} is told. Filled in by picocli, then only read. */
final class RowsOptions {
    @Parameters(
            arity = "1..*",
            paramLabel = "ROW",
            description = "start, replay, catch-up, slow-follower, memory, idle or soak.")
    private List<String> rows = List.of();

    @Option(names = "--peer", defaultValue = "balsa", description = "balsa or aeron (default: balsa).")
    private String peer = "";

    @Option(
            names = "--mode",
            defaultValue = "",
            description = "One of the peer's modes (default: what it does untold).")
    private String mode = "";

    @Option(
            names = "--durability",
            defaultValue = "page-cache",
            description = "page-cache or fsync (default: page-cache).")
    private String durability = "";

    @Option(names = "--payload", defaultValue = "256", description = "Bytes of a command (default: 256).")
    private int payload;

    @Option(names = "--rate", defaultValue = "5000", description = "Commands per second of open loops (default: 5000).")
    private long ratePerSec;

    @Option(names = "--mb", defaultValue = "256", description = "MiB of commands to replay or catch up (default: 256).")
    private int mebibytes;

    @Option(names = "--warmup", defaultValue = "8", description = "Seconds before anything counts (default: 8).")
    private int warmupS;

    @Option(names = "--seconds", defaultValue = "10", description = "Seconds of each measurement (default: 10).")
    private int seconds;

    @Option(names = "--minutes", defaultValue = "30", description = "Minutes of a soak (default: 30).")
    private int minutes;

    @Option(names = "--minute", defaultValue = "60", hidden = true, description = "Its seconds, for tests.")
    private int minuteS;

    @Option(names = "--times", defaultValue = "5", description = "Starts (default: 5).")
    private int times;

    @Option(
            names = "--set",
            defaultValue = "",
            description = "Settings of the peer, for balsa in HOCON, for aeron properties with spaces between.")
    private String settings = "";

    @Option(names = "--report", description = "File for what was found as JSON.")
    private @Nullable Path report;

    /** @throws IllegalArgumentException with a message for who typed it */
    void check() {
        rows.forEach(Rows::of);
        if (!durability.equals("page-cache") && !durability.equals("fsync")) {
            throw new IllegalArgumentException("--durability is page-cache or fsync, not " + durability);
        }
        if (!peer().modes().contains(mode())) {
            throw new IllegalArgumentException(peer + " has no mode \"" + mode + "\"; it has " + peer().modes());
        }
        if (Math.min(Math.min(warmupS, seconds), Math.min(minutes, times)) < 1 || ratePerSec < 1 || mebibytes < 1) {
            throw new IllegalArgumentException(
                    "--rate, --mb, --warmup, --seconds, --minutes and --times are 1 or more");
        }
        if (payload < Long.BYTES) {
            throw new IllegalArgumentException("--payload is 8 or more: a command holds its token");
        }
    }

    List<String> rows() {
        return rows;
    }

    DistributedPeer peer() {
        return ProcessCluster.peer(peer);
    }

    String mode() {
        return mode.isEmpty() ? peer().usualMode() : mode;
    }

    String durability() {
        return durability;
    }

    int payload() {
        return payload;
    }

    long ratePerSec() {
        return ratePerSec;
    }

    /** Commands that make what {@code --mb} says. */
    long commands() {
        return Math.max(1, ((long) mebibytes << 20) / payload);
    }

    int warmupS() {
        return warmupS;
    }

    int seconds() {
        return seconds;
    }

    int minutes() {
        return minutes;
    }

    /** Seconds of each of them. */
    int minuteS() {
        return minuteS;
    }

    int times() {
        return times;
    }

    Spec spec(Path directory) {
        return new Spec(mode(), durability.equals("fsync"), payload, directory, settings);
    }

    /** Where the report goes; null for nowhere. */
    @Nullable
    Path report() {
        return report;
    }
}
