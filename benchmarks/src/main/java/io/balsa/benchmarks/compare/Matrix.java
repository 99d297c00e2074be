package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.peer.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The rows there are, the most telling first. */
final class Matrix {
    static final String REMOTE_PAGE_CACHE = "remote-page-cache";
    static final String REMOTE_FSYNC = "remote-fsync";
    static final String EMBEDDED_PAGE_CACHE = "embedded-page-cache";
    static final String KNEE = "knee";
    static final String FAILOVER = "failover-kill";

    /** Bytes of a command where sizes are not what is compared. */
    static final int USUAL_PAYLOAD = 256;

    /** Of which something is demanded. */
    private static final Set<String> JUDGED = Set.of(REMOTE_PAGE_CACHE, REMOTE_FSYNC, EMBEDDED_PAGE_CACHE, KNEE);

    private static final List<Integer> WINDOWS = List.of(1, 16, 256, 4096);
    private static final List<Integer> TWO_WINDOWS = List.of(1, 256);
    /** Each twice the one before, so that half of every knee but the first was measured too. */
    private static final List<Integer> RATES =
            List.of(2500, 5000, 10_000, 20_000, 40_000, 80_000, 160_000, 320_000, 640_000);

    /** What can be done to a node only by who may mount file systems and make network namespaces. */
    private static final Set<String> FOR_ROOT = Set.of("failover-partition", "failover-stalled-disk");

    private final boolean isQuick;
    private final List<Row> rows = new ArrayList<>();

    private Matrix(boolean isQuick) {
        this.isQuick = isQuick;
    }

    /** All rows. {@code isQuick}: with less in each. */
    static List<Row> rows(boolean isQuick) {
        Matrix matrix = new Matrix(isQuick);
        matrix.loads();
        matrix.findings();
        matrix.sizes();
        return matrix.rows;
    }

    /** Whether something is demanded of that row, for which medians of all repetitions are needed. */
    static boolean isJudged(String id) {
        return JUDGED.contains(id);
    }

    /** Whether only root can run that row. */
    static boolean isForRoot(String id) {
        return FOR_ROOT.contains(id);
    }

    /** The highest rate of the row with rates, in commands per second. */
    static int highestRate() {
        return RATES.getLast();
    }

    /** The two that answer soon. */
    static List<Row> quick() {
        return rows(true).stream()
                .filter(row -> row.id().equals(REMOTE_PAGE_CACHE) || row.id().equals(REMOTE_FSYNC))
                .toList();
    }

    private void loads() {
        List<Integer> windows = isQuick ? TWO_WINDOWS : WINDOWS;
        closed(REMOTE_PAGE_CACHE, "remote client, page-cache", Place.REMOTE, false, windows);
        closed(REMOTE_FSYNC, "remote client, fsync", Place.REMOTE, true, windows);
        closed(EMBEDDED_PAGE_CACHE, "in the leader's process, page-cache", Place.EMBEDDED, false, windows);
        closed("embedded-fsync", "in the leader's process, fsync", Place.EMBEDDED, true, windows);
        String knee = "remote client, page-cache, at a rate";
        rows.add(new LoadRow(KNEE, knee, Place.REMOTE, false, USUAL_PAYLOAD, false, true, RATES));
        processes("processes-page-cache", "a process for each node, page-cache", false, windows);
        processes("processes-fsync", "a process for each node, fsync", true, windows);
    }

    private void closed(String id, String title, Place place, boolean fsync, List<Integer> windows) {
        rows.add(new LoadRow(id, title, place, fsync, USUAL_PAYLOAD, false, false, windows));
    }

    private void processes(String id, String title, boolean fsync, List<Integer> windows) {
        rows.add(new LoadRow(id, title, Place.REMOTE, fsync, USUAL_PAYLOAD, true, false, windows));
    }

    private void sizes() {
        for (int payload : new int[] {32, 1024, 4096, 65536}) {
            String title = "remote client, page-cache, " + payload + " bytes";
            rows.add(new LoadRow("size-" + payload, title, Place.REMOTE, false, payload, false, false, TWO_WINDOWS));
        }
    }

    private void findings() {
        failover("kill", "the leader killed (SIGKILL)");
        failover("close", "the leader closed");
        failover("stop", "the leader stopped (SIGSTOP)");
        failover("partition", "the leader cut off");
        failover("stalled-disk", "the leader's disk stands still");
        String starts = isQuick ? "1" : "5";
        String mebibytes = isQuick ? "16" : "256";
        int minutes = isQuick ? 1 : 5;
        finding("start", "start to the first answer", List.of("--times", starts), isQuick ? 10 : 30, 0);
        finding("replay", "replay of a log", List.of("--mb", mebibytes), 40, 0);
        finding("catch-up", "a follower that catches up", List.of("--mb", mebibytes), 40, 0);
        finding("slow-follower", "a follower that stands still", List.of(), 20, 3);
        finding("memory", "memory after a load", List.of(), 15, 1);
        finding("idle", "nodes at rest", List.of(), 15, 1);
        List<String> soak = List.of("rows", "soak", "--minutes", Integer.toString(minutes));
        rows.add(new FindingsRow("soak", "a soak of " + minutes + " min", soak, 20 + 60 * minutes, 0, 0));
    }

    private void failover(String kind, String title) {
        int times = isQuick ? 2 : 20;
        List<String> arguments = List.of("failover", "--kind", kind, "--times", Integer.toString(times));
        rows.add(new FindingsRow("failover-" + kind, "failover, " + title, arguments, 20 + 6 * times, times, times));
    }

    private void finding(String id, String title, List<String> options, int fixedS, int measurements) {
        List<String> arguments = new ArrayList<>(List.of("rows", id));
        arguments.addAll(options);
        rows.add(new FindingsRow(id, title, arguments, fixedS, measurements, 0));
    }
}
