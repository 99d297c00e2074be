package io.balsa.benchmarks.load;

import io.balsa.benchmarks.command.PeerOptions;
import io.balsa.benchmarks.peer.Place;
import io.balsa.benchmarks.process.ProcessCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What {@code ./balsa bench load} is told. Filled in by picocli, then only read. */
final class LoadOptions extends PeerOptions {
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

    @Override
    public void check() {
        super.check();
        if (!peer().supports(place)) {
            throw new IllegalArgumentException(
                    peer().name() + " cannot be measured with a client that is " + place.word());
        }
        if (processes) {
            ProcessCluster.distributed(peer());
            if (place != Place.REMOTE) {
                throw new IllegalArgumentException("with --processes the client is remote");
            }
        }
        paces();
    }

    /** Each pace runs for a second before it is measured in any case. */
    @Override
    protected int leastWarmupS() {
        return 0;
    }

    Place place() {
        return place;
    }

    /** Whether each node has a process of its own. */
    boolean processes() {
        return processes;
    }

    @Override
    protected String settings() {
        return processes
                ? ProcessCluster.settings(ProcessCluster.distributed(peer()), spec(Path.of("")))
                : peer().settings(spec(Path.of("")));
    }

    @Override
    protected String scene() {
        return place.word() + " client, " + (processes ? "a process for each node" : "three nodes in one process");
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
