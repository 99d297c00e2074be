package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.peer.Peer;
import java.util.List;

/** A row of the matrix: what all peers are asked to do, each time in a process of its own. */
sealed interface Row permits LoadRow, FindingsRow {
    /** On the command line and in file names. */
    String id();

    /** In reports. */
    String title();

    /** Whether that peer can do this. */
    boolean isFor(Peer peer);

    /** In which of some modes that peer is run here. */
    List<String> modes(Peer peer, List<String> some);

    /** Arguments of {@code bench} that are this row's. */
    List<String> arguments();

    /** How often each is measured where so many repetitions are asked for. */
    int repetitions(int asked);

    /** About how long one process takes with that peer. */
    int expectedS(Peer peer, int warmupS, int seconds);
}
