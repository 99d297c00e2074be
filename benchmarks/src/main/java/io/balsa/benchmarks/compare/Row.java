package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.peer.DistributedPeer;
import io.balsa.benchmarks.peer.Peer;
import io.balsa.benchmarks.peer.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of the matrix: what all peers are asked to do.
 *
 * @param id      on the command line and in file names
 * @param title   in reports
 * @param place   of the client
 * @param fsync   whether every answer waits for a sync of a majority
 * @param payload bytes of a command
 * @param load    further arguments of {@code bench load}; the last are windows or rates
 */
record Row(String id, String title, Place place, boolean fsync, int payload, List<String> load) {
    private static final List<String> WINDOWS = List.of("--window", "1,16,256,4096");
    private static final List<String> TWO_WINDOWS = List.of("--window", "1,256");
    private static final List<String> PROCESSES = List.of("--processes", "--window", "1,16,256,4096");
    private static final List<String> RATES = List.of("--rate", "5000,10000,20000,40000,80000,160000,320000");
    private static final int USUAL = 256;

    /** All rows, the most telling first. */
    static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("remote-page-cache", "remote client, page-cache", Place.REMOTE, false, USUAL, WINDOWS));
        rows.add(new Row("remote-fsync", "remote client, fsync", Place.REMOTE, true, USUAL, WINDOWS));
        rows.add(new Row(
                "embedded-page-cache", "in the leader's process, page-cache", Place.EMBEDDED, false, USUAL, WINDOWS));
        rows.add(new Row("embedded-fsync", "in the leader's process, fsync", Place.EMBEDDED, true, USUAL, WINDOWS));
        rows.add(new Row("knee", "remote client, page-cache, at a rate", Place.REMOTE, false, USUAL, RATES));
        rows.add(new Row(
                "processes-page-cache", "a process for each node, page-cache", Place.REMOTE, false, USUAL, PROCESSES));
        rows.add(new Row("processes-fsync", "a process for each node, fsync", Place.REMOTE, true, USUAL, PROCESSES));
        for (int payload : new int[] {32, 1024, 4096, 65536}) {
            rows.add(new Row(
                    "size-" + payload,
                    "remote client, page-cache, " + payload + " bytes",
                    Place.REMOTE,
                    false,
                    payload,
                    TWO_WINDOWS));
        }
        return rows;
    }

    /** The two rows that answer soon. */
    static List<Row> quick() {
        return all().stream()
                .limit(2)
                .map(row -> new Row(row.id, row.title, row.place, row.fsync, row.payload, TWO_WINDOWS))
                .toList();
    }

    /** Whether that peer can do this. */
    boolean isFor(Peer peer) {
        boolean runs = !load.contains(PROCESSES.getFirst()) || peer instanceof DistributedPeer;
        return runs && peer.supports(place) && peer.supportsFsync(fsync);
    }
}
