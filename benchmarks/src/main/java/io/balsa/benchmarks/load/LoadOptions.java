package io.balsa.benchmarks.load;

import io.balsa.benchmarks.peer.Peers;
import io.balsa.benchmarks.peer.Place;
import io.balsa.benchmarks.process.ProcessCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code ./balsa bench load} is told. Filled in by picocli, then only read. */
final class LoadOptions {
    @Option(
            names = "--peer",
            defaultValue = "balsa",
            paramLabel = "PEER",
            description = "balsa, aeron, jraft, ratis or microraft (default: balsa).")
    private String peer = "";

    @Option(
            names = "--mode",
            defaultValue = "",
            paramLabel = "MODE",
            description = "One of the peer's modes (default: its first); an unknown one lists them.")
    private String mode = "";

    @Option(
            names = "--place",
            defaultValue = "REMOTE",
            paramLabel = "PLACE",
            description = "Where the client stands: remote (over the network) or embedded (default: remote).")
    private Place place = Place.REMOTE;

    @Option(
            names = "--processes",
            description = "A process for each node and one for the client, instead of one for all (balsa, aeron).")
    private boolean processes;

    @Option(
            names = "--durability",
            defaultValue = "page-cache",
            paramLabel = "LEVEL",
            description = "page-cache or fsync (default: page-cache).")
    private String durability = "";

    @Option(
            names = "--payload",
            defaultValue = "256",
            paramLabel = "BYTES",
            description = "Of a command, 8 or more (default: 256).")
    private int payload;

    @Option(
            names = "--window",
            split = ",",
            paramLabel = "COMMANDS",
            description =
                    "Closed loops: commands under way at a time, one run each (default: 1,16,256,4096, and none with"
                            + " --rate).")
    private List<Integer> windows = List.of();

    @Option(
            names = "--rate",
            split = ",",
            paramLabel = "PER-SECOND",
            description = "Open loops: commands per second, each due at its time, one run each (default: none).")
    private List<Long> rates = List.of();

    @Option(
            names = "--warmup",
            defaultValue = "8",
            paramLabel = "SECONDS",
            description = "Before anything counts (default: 8).")
    private int warmupS;

    @Option(names = "--seconds", defaultValue = "5", paramLabel = "SECONDS", description = "Of each run (default: 5).")
    private int seconds;

    @Option(
            names = "--set",
            defaultValue = "",
            paramLabel = "SETTINGS",
            description = "Further settings of the peer, for balsa in HOCON, for aeron properties with spaces between"
                    + " (default: none).")
    private String settings = "";

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "For the report as JSON; raw histograms are written beside it (default: none).")
    private @Nullable Path report;

    /** @throws IllegalArgumentException with a message for who typed it */
    void check() {
        if (!durability.equals("page-cache") && !durability.equals("fsync")) {
            throw new IllegalArgumentException("--durability is page-cache or fsync, not " + durability);
        }
        List<String> modes = Peers.of(peer).modes();
        if (!modes.contains(mode())) {
            throw new IllegalArgumentException(peer + " has no mode \"" + mode + "\"; it has " + modes);
        }
        if (!Peers.of(peer).supports(place)) {
            throw new IllegalArgumentException(peer + " cannot be measured with a client that is " + place.word());
        }
        if (!Peers.of(peer).supportsFsync(fsync())) {
            throw new IllegalArgumentException(peer + " has no durability " + durability);
        }
        if (processes) {
            ProcessCluster.peer(peer);
            if (place != Place.REMOTE) {
                throw new IllegalArgumentException("with --processes the client is remote");
            }
        }
        if (warmupS < 1 || seconds < 1) {
            throw new IllegalArgumentException("--warmup and --seconds are 1 or more");
        }
        if (payload < Long.BYTES) {
            throw new IllegalArgumentException("--payload is 8 or more: a command holds its token");
        }
        paces();
    }

    String peer() {
        return peer;
    }

    String mode() {
        return mode.isEmpty() ? Peers.of(peer).modes().getFirst() : mode;
    }

    Place place() {
        return place;
    }

    String durability() {
        return durability;
    }

    /** Whether each node has a process of its own. */
    boolean processes() {
        return processes;
    }

    boolean fsync() {
        return durability.equals("fsync");
    }

    int payload() {
        return payload;
    }

    int warmupS() {
        return warmupS;
    }

    int seconds() {
        return seconds;
    }

    String settings() {
        return settings;
    }

    /** Where the report goes; null for nowhere. */
    @Nullable
    Path report() {
        return report;
    }

    /** Closed loops first. */
    List<Pace> paces() {
        List<Pace> paces = new ArrayList<>();
        if (windows.isEmpty() && rates.isEmpty()) {
            return List.of(Pace.closed(1), Pace.closed(16), Pace.closed(256), Pace.closed(4096));
        }
        windows.forEach(window -> paces.add(Pace.closed(window)));
        rates.forEach(rate -> paces.add(Pace.open(rate)));
        return paces;
    }
}
