package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.command.MeasureOptions;
import io.balsa.benchmarks.peer.Peer;
import io.balsa.benchmarks.peer.Peers;
import io.balsa.config.Spelling;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code ./balsa bench compare} is told. Filled in by picocli, then only read. */
final class CompareOptions extends MeasureOptions {
    private static final int QUICK_REPETITIONS = 3;
    private static final int QUICK_MODES = 1;
    private static final int QUICK_WARMUP_S = 3;
    private static final int QUICK_SECONDS = 2;
    private static final int QUICK_FILL_S = 45;
    private static final int FILL_S = 600;
    private static final int REPETITIONS = 5;

    @Option(
            names = "--quick",
            description =
                    "In less than ten minutes: balsa and aeron in their most telling mode, 256 bytes, windows 1 and"
                            + " 256, both durabilities, " + QUICK_REPETITIONS + " repetitions.")
    private boolean quick;

    @Option(
            names = "--peers",
            split = ",",
            paramLabel = "PEER",
            description =
                    "Only these of balsa, aeron, jraft, ratis and microraft, in that order (default: all; quick: balsa,"
                            + " aeron).")
    private List<String> peers = List.of();

    @Option(
            names = "--rows",
            split = ",",
            paramLabel = "ROW",
            description = "Only these (default: all; quick: the first two): remote-page-cache, remote-fsync,"
                + " embedded-page-cache, embedded-fsync, processes-page-cache, processes-fsync (where the client"
                + " stands, and the durability), knee (at rising rates, for the knee and p99.9 at half of it),"
                + " failover-kill, failover-close, failover-stop, failover-partition and failover-stalled-disk (these"
                + " two as root only, and left out for others), start, replay, catch-up, slow-follower, memory, idle,"
                + " soak (bench failover and bench rows say what these are), size-32, size-1024, size-4096, size-65536"
                + " (bytes of a command).")
    private List<String> rows = List.of();

    @Option(
            names = "--reps",
            paramLabel = "N",
            description = "Repetitions of each cell, of which the report has the median (default: " + REPETITIONS
                    + "; quick: " + QUICK_REPETITIONS + "); at most 2 of loads of which nothing is demanded, and 1 of"
                    + " what is no load, which has its own within.")
    private @Nullable Integer repetitions;

    @Option(
            names = "--modes",
            paramLabel = "N",
            description = "Only so many modes of each peer, the most telling first (default: all; quick: " + QUICK_MODES
                    + ").")
    private @Nullable Integer modes;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where results and report lie (default: target/compare, or target/compare-quick, from where you"
                        + " are): a file of results and a log for each process, under the name of its row, and"
                        + " report.html. What is there is not measured again: the same command goes on where it was"
                        + " interrupted, more --reps add to what there is, and to measure anew give another directory"
                        + " or delete this one.")
    private @Nullable Path directory;

    @Option(names = "--rough", hidden = true, description = "For tests: floors of a moment, memory as it is.")
    private boolean rough;

    /** Whether what prepares and frames the measurements is cut short, for tests. */
    boolean isRough() {
        return rough;
    }

    boolean isQuick() {
        return quick;
    }

    /** Longest time to fill memory before each process, in seconds. */
    int mostFillS() {
        return quick ? QUICK_FILL_S : FILL_S;
    }

    Path directory() {
        return directory != null ? directory : Path.of("target", quick ? "compare-quick" : "compare");
    }

    int repetitions() {
        return repetitions != null ? repetitions : quick ? QUICK_REPETITIONS : REPETITIONS;
    }

    @Override
    protected boolean needsDisk() {
        return true;
    }

    @Override
    protected int untoldWarmupS() {
        return quick ? QUICK_WARMUP_S : super.untoldWarmupS();
    }

    @Override
    protected int untoldSeconds() {
        return quick ? QUICK_SECONDS : super.untoldSeconds();
    }

    @Override
    protected void describeDefaults(Map<String, String> texts) {
        texts.put("default-warmup", super.untoldWarmupS() + "; quick: " + QUICK_WARMUP_S);
        texts.put("default-seconds", super.untoldSeconds() + "; quick: " + QUICK_SECONDS);
    }

    @Override
    public void check() {
        super.check();
        if (repetitions() < 1) {
            throw new IllegalArgumentException("--reps is 1 or more");
        }
        if (modes != null && modes < 1) {
            throw new IllegalArgumentException("--modes is 1 or more");
        }
        // Before anything is made of what was typed.
        peers();
        rows();
    }

    /** @throws IllegalArgumentException when one of the names is unknown */
    List<Peer> peers() {
        if (peers.isEmpty()) {
            return quick ? Peers.all().subList(0, 2) : Peers.all();
        }
        return peers.stream().map(Peers::of).toList();
    }

    /** In which that peer is run; the most telling come first. */
    List<String> modes(Peer peer) {
        List<String> known = peer.modes();
        int most = modes != null ? modes : quick ? QUICK_MODES : known.size();
        return known.subList(0, Math.min(most, known.size()));
    }

    /** @throws IllegalArgumentException when one of the names is unknown */
    List<Row> rows() {
        List<Row> known = Matrix.rows(quick);
        for (String id : rows) {
            if (known.stream().noneMatch(row -> row.id().equals(id))) {
                throw new IllegalArgumentException("--rows: there is no row '" + id + "'; "
                        + Spelling.advice(id, known.stream().map(Row::id).toList()));
            }
        }
        if (rows.isEmpty()) {
            return quick
                    ? Matrix.quick()
                    : known.stream().filter(CompareOptions::canRun).toList();
        }
        return known.stream().filter(row -> rows.contains(row.id())).toList();
    }

    private static boolean canRun(Row row) {
        return !Matrix.isForRoot(row.id()) || "root".equals(System.getProperty("user.name"));
    }
}
