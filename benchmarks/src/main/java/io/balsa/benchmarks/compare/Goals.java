package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.command.Spread;
import io.balsa.benchmarks.compare.Goal.Aim;
import io.balsa.benchmarks.compare.Goal.Finding;
import io.balsa.benchmarks.failover.FailoverCommand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Holds results against what is demanded of this engine. */
final class Goals {
    private static final String AERON = "aeron";
    private static final List<String> OTHERS = List.of("jraft", "ratis", "microraft");
    private static final String WINDOW_1 = "window-1";
    private static final double FAILOVER_SLACK_MS = 50;

    private final Results results;

    private Goals(Results results) {
        this.results = results;
    }

    /** All lines, those too of which nothing was run. */
    static List<Goal> of(Results results) {
        Goals goals = new Goals(results);
        return List.of(
                goals.latency(),
                goals.throughput("remote client, 256 bytes, page cache, throughput", Matrix.REMOTE_PAGE_CACHE, 16),
                goals.throughput("remote client, 256 bytes, fsync, throughput", Matrix.REMOTE_FSYNC, 1),
                goals.overFloor(),
                goals.bestThroughput(),
                goals.everyCell(),
                goals.halfTheKnee(),
                goals.allocation(),
                goals.failover(),
                goals.processor());
    }

    private Goal latency() {
        Aim aim = Aim.atLeast(3, 6);
        return new Goal(
                "remote client, 256 bytes, page cache, window 1",
                best("best", Matrix.REMOTE_PAGE_CACHE),
                "3× lower",
                "6×",
                Stream.of(Metric.P50, Metric.P99)
                        .map(metric -> besideAeron(
                                metric.title().replace(" µs", ""), Matrix.REMOTE_PAGE_CACHE, WINDOW_1, metric, aim))
                        .toList());
    }

    private Goal throughput(String title, String row, int firstWindow) {
        Aim aim = Aim.atLeast(2.5, 5);
        String against = best("best", row) + (row.equals(Matrix.REMOTE_FSYNC) ? ", fileSyncLevel=1" : "");
        return new Goal(
                title,
                against,
                "2.5× each",
                "5×",
                Stream.of(1, 16, 256, 4096)
                        .filter(window -> window >= firstWindow)
                        .map(window -> besideAeron("window " + window, row, "window-" + window, Metric.THROUGHPUT, aim))
                        .toList());
    }

    /** Names what it was the best of: a mode that was not run may be better. */
    private String best(String word, String row) {
        List<String> modes = results.modes(row, AERON);
        return "Aeron Cluster's " + word + " mode"
                + (modes.isEmpty() ? "" : " of " + modes.size() + " (" + String.join(", ", modes) + ")");
    }

    private Finding besideAeron(String name, String row, String pace, Metric metric, Aim aim) {
        // Theirs in the mode that is best for just this, ours in the one that is best for what the pace is there for.
        Optional<Cell> ours = results.best(row, Results.OURS, pace, Metric.of(pace));
        Optional<Cell> theirs = results.best(row, AERON, pace, metric);
        return ours.isEmpty() || theirs.isEmpty()
                ? Finding.notRun(name)
                : judged(name, metric.better(ours.get(), theirs.get()), aim);
    }

    private static Finding judged(String name, Ratio ratio, Aim aim) {
        return new Finding(name, ratio.text(), aim.of(ratio.ofMedians()));
    }

    private Goal overFloor() {
        double floorUs = results.floors().aeronRoundTripUs();
        Optional<Cell> ours = results.best(Matrix.EMBEDDED_PAGE_CACHE, Results.OURS, WINDOW_1, Metric.P50);
        Finding finding = ours.filter(cell -> floorUs > 0)
                .map(cell -> judged("", overFloor(cell.values(Metric.P50), floorUs), Aim.atMost(6, 3)))
                .orElse(Finding.notRun(""));
        return new Goal(
                "in the leader's process, window 1, p50",
                "Aeron's round trip in the same run",
                "at most 6× the floor",
                "3×",
                List.of(finding));
    }

    private static Ratio overFloor(Map<Integer, Double> p50Us, double floorUs) {
        Map<Integer, Double> floors = new TreeMap<>(p50Us);
        floors.replaceAll((repetition, us) -> floorUs);
        return Ratio.of(p50Us, floors);
    }

    private Goal bestThroughput() {
        Optional<Cell> ours = fastest(Results.OURS, row -> row.id().equals(Matrix.EMBEDDED_PAGE_CACHE));
        Optional<Cell> theirs = fastest(AERON, row -> row.payload() == Matrix.USUAL_PAYLOAD);
        Finding finding = ours.isEmpty() || theirs.isEmpty()
                ? Finding.notRun("")
                : judged("", Metric.THROUGHPUT.better(ours.get(), theirs.get()), Aim.atLeast(4, 8));
        return new Goal(
                "in the leader's process, 256 bytes, best window, throughput",
                "Aeron Cluster's best cell",
                "4×",
                "8×",
                List.of(finding));
    }

    private Optional<Cell> fastest(String peer, Function<LoadRow, Boolean> isMeant) {
        return results.loadRows().stream()
                .filter(isMeant::apply)
                .flatMap(row -> results.paces(row.id()).stream()
                        .filter(pace -> pace.startsWith("window"))
                        .flatMap(pace -> results.best(row.id(), peer, pace, Metric.THROUGHPUT).stream()))
                .max(Comparator.comparingDouble(Metric.THROUGHPUT::merit));
    }

    private Goal everyCell() {
        return new Goal(
                "every cell (p50 at window 1, throughput at others, p99.9 at rates that they keep, p99 below 20,000/s)",
                "SOFAJRaft, Ratis, MicroRaft",
                "5×",
                "20×",
                OTHERS.stream().map(this::worstCell).toList());
    }

    /** A ratio and where it was found. */
    private record Placed(String place, Ratio ratio) {}

    private Finding worstCell(String peer) {
        Aim aim = Aim.atLeast(5, 20);
        List<Placed> cells = results.loadRows().stream()
                .flatMap(row -> results.paces(row.id()).stream().flatMap(pace -> placed(row, pace, peer).stream()))
                .toList();
        return cells.stream()
                .min(Comparator.comparingDouble(cell -> cell.ratio().ofMedians()))
                .map(worst -> new Finding(
                        peer,
                        "least %s in %s; %d of %d cells below 5×"
                                .formatted(
                                        worst.ratio().text(),
                                        worst.place(),
                                        cells.stream()
                                                .filter(cell -> cell.ratio().ofMedians() < aim.demanded())
                                                .count(),
                                        cells.size()),
                        aim.of(worst.ratio().ofMedians())))
                .orElse(Finding.notRun(peer));
    }

    private Optional<Placed> placed(LoadRow row, String pace, String peer) {
        Metric metric = Metric.of(pace);
        Optional<Cell> ours = results.best(row.id(), Results.OURS, pace, metric);
        Optional<Cell> theirs = results.best(row.id(), peer, pace, metric);
        boolean isLost = ours.isEmpty() && results.hasFailed(row.id(), Results.OURS);
        if (ours.isEmpty() && !isLost || theirs.isEmpty() || !theirs.get().isValid()) {
            return Optional.empty();
        }
        // What only the other one did, or a rate that only it keeps, is lost to it, whatever its latencies are.
        Ratio ratio = ours.filter(Cell::isValid)
                .map(cell -> metric.better(cell, theirs.get()))
                .orElse(Ratio.NONE);
        return Optional.of(new Placed(row.id() + " " + pace.replace('-', ' '), ratio));
    }

    private Goal halfTheKnee() {
        long kneePerSec = Math.min(knee(Results.OURS), knee(AERON));
        String pace = "rate-" + kneePerSec / 2;
        String ofHighest = kneePerSec == Matrix.highestRate() ? " (half the highest rate: the knee lies beyond)" : "";
        String name = kneePerSec == 0 ? "" : kneePerSec / 2 + " commands/s" + ofHighest;
        return new Goal(
                "p99.9 at half the knee (the lower of both)",
                "Aeron Cluster at the same rate",
                "3× lower",
                "10×",
                List.of(besideAeron(name, Matrix.KNEE, pace, Metric.P999, Aim.atLeast(3, 10))));
    }

    /** The highest rate that one of its modes kept in every repetition, as every lower one; 0 when there is none. */
    private long knee(String peer) {
        return results.paces(Matrix.KNEE).stream()
                .takeWhile(pace -> results.best(Matrix.KNEE, peer, pace, Metric.P999)
                        .filter(Cell::isValid)
                        .isPresent())
                .mapToLong(pace -> Long.parseLong(pace.replaceFirst("rate-", "")))
                .max()
                .orElse(0);
    }

    private Goal allocation() {
        List<Finding> findings = results.loadRows().stream()
                .filter(row -> row.payload() == Matrix.USUAL_PAYLOAD && !row.isOpen())
                .flatMap(row -> worstAllocation(row.id()).stream())
                .toList();
        return new Goal(
                "allocation on engine threads for each command, worst window",
                "–",
                "< 1 byte",
                "0",
                findings.isEmpty() ? List.of(Finding.notRun("")) : findings);
    }

    private Optional<Finding> worstAllocation(String row) {
        return results.paces(row).stream()
                .flatMap(pace -> results.cells(row, Results.OURS, pace).stream()
                        .flatMap(cell -> cell.allocated().stream())
                        .map(bytes -> Map.entry(row + " " + pace.replace('-', ' '), bytes)))
                .max(Comparator.comparingDouble(entry -> entry.getValue().median()))
                .map(entry -> allocated(entry.getKey(), entry.getValue()));
    }

    private static Finding allocated(String place, Spread bytes) {
        // Below a hundredth is what is shown as 0.00: what starts and grows once, divided by many commands.
        Aim aim = Aim.atMost(Math.nextDown(1.0), 0.005);
        String value =
                String.format(Locale.ROOT, "%.2f bytes (%.2f–%.2f)", bytes.median(), bytes.least(), bytes.most());
        return new Finding(place, value, aim.of(bytes.median()));
    }

    private Goal failover() {
        Map<String, Map<Integer, Double>> found = results.found(Matrix.FAILOVER).getOrDefault(Results.OURS, Map.of());
        boolean isRun = found.containsKey(FailoverCommand.ELECTION_TIMEOUT);
        Finding finding = isRun ? failover(found) : Finding.notRun("");
        return new Goal(
                "failover after SIGKILL, defaults",
                "configured election timeout",
                "p50 within timeout + 50 ms",
                "–",
                List.of(finding));
    }

    private static Finding failover(Map<String, Map<Integer, Double>> found) {
        double p50Ms = spread(found, FailoverCommand.FIRST_COMMIT + ", p50").median();
        double timeoutMs = spread(found, FailoverCommand.ELECTION_TIMEOUT).median();
        String value = String.format(
                Locale.ROOT,
                "p50 %.0f ms, of all %.0f to %.0f, timeout %.0f ms",
                p50Ms,
                spread(found, FailoverCommand.FIRST_COMMIT + ", least").least(),
                spread(found, FailoverCommand.FIRST_COMMIT + ", most").most(),
                timeoutMs);
        boolean isMet = p50Ms <= timeoutMs + FAILOVER_SLACK_MS;
        return new Finding("", value, isMet ? Goal.Verdict.MET : Goal.Verdict.MISSED);
    }

    private static Spread spread(Map<String, Map<Integer, Double>> found, String name) {
        return Spread.of(found.getOrDefault(name, Map.of()).values());
    }

    private Goal processor() {
        List<Finding> findings = new ArrayList<>();
        for (String pace : results.paces(Matrix.REMOTE_PAGE_CACHE)) {
            findings.add(
                    besideAeron(pace.replace('-', ' '), Matrix.REMOTE_PAGE_CACHE, pace, Metric.CPU, Aim.atLeast(3, 6)));
        }
        return new Goal(
                "processor time of a committed command, all nodes and client, remote, page cache",
                best("most frugal", Matrix.REMOTE_PAGE_CACHE),
                "3× less",
                "6×",
                findings.isEmpty() ? List.of(Finding.notRun("")) : findings);
    }
}
