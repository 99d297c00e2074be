package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.peer.Peer;
import io.balsa.benchmarks.peer.Peers;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code ./balsa bench compare} is told. Filled in by picocli, then only read. */
final class CompareOptions {
    private static final int QUICK_REPETITIONS = 3;
    private static final int QUICK_MODES = 2;
    private static final int REPETITIONS = 5;

    @Option(
            names = "--quick",
            description =
                    "In about eight minutes: balsa and aeron in two modes each, 256 bytes, windows 1 and 256, both"
                            + " durabilities, " + QUICK_REPETITIONS + " repetitions.")
    private boolean quick;

    @Option(names = "--peers", split = ",", description = "Only these (default: all).")
    private List<String> peers = List.of();

    @Option(names = "--rows", split = ",", description = "Only these (default: all); an unknown one lists them.")
    private List<String> rows = List.of();

    @Option(names = "--reps", description = "Repetitions of each cell (default: " + REPETITIONS + ").")
    private int repetitions;

    @Option(names = "--warmup", description = "Seconds before anything counts, in each process (default: 8; quick: 4).")
    private int warmupS;

    @Option(names = "--seconds", description = "Seconds of each measurement (default: 5; quick: 2).")
    private int seconds;

    @Option(
            names = "--out",
            defaultValue = "target/compare",
            description = "Directory of results and report (default: target/compare). Results that are there are kept:"
                    + " an interrupted run goes on.")
    private @Nullable Path directory;

    Path directory() {
        return directory == null ? Path.of("target", "compare") : directory;
    }

    int repetitions() {
        return repetitions > 0 ? repetitions : quick ? QUICK_REPETITIONS : REPETITIONS;
    }

    int warmupS() {
        return warmupS > 0 ? warmupS : quick ? 4 : 8;
    }

    int seconds() {
        return seconds > 0 ? seconds : quick ? 2 : 5;
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
        List<String> modes = peer.modes();
        return quick && modes.size() > QUICK_MODES ? modes.subList(0, QUICK_MODES) : modes;
    }

    /** @throws IllegalArgumentException when one of the names is unknown */
    List<Row> rows() {
        List<Row> known = quick ? Row.quick() : Row.all();
        for (String id : rows) {
            if (known.stream().noneMatch(row -> row.id().equals(id))) {
                throw new IllegalArgumentException("no row \"" + id + "\"; there are "
                        + known.stream().map(Row::id).toList());
            }
        }
        return rows.isEmpty()
                ? known
                : known.stream().filter(row -> rows.contains(row.id())).toList();
    }
}
