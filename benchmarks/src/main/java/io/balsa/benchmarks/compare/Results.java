package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.command.FindingsReport;
import io.balsa.benchmarks.command.ReportFiles;
import io.balsa.benchmarks.command.Subject;
import io.balsa.benchmarks.load.LoadReport;
import io.balsa.benchmarks.load.LoadReport.PaceReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything that was measured and lies on disk, by the id of its row.
 *
 * @param loads    of rows of load, each with its repetition
 * @param findings of the other rows, each with its repetition
 * @param floors   what the machine itself takes, by name and moment
 * @param failures how often a run failed, by its row and its name; it may have been repeated with success
 */
record Results(
        Map<String, List<Repeated<LoadReport>>> loads,
        Map<String, List<Repeated<FindingsReport>>> findings,
        Floors floors,
        Map<String, Integer> failures) {
    /** This engine. */
    static final String OURS = "balsa";

    /** So many times worse than its peer's best mode may a mode be once and still be repeated. */
    private static final double CONTENDER = 1.25;

    /** A report of one repetition. */
    record Repeated<T>(int repetition, T report) {}

    static Results read(Path directory) throws IOException {
        Map<String, List<Repeated<LoadReport>>> loads = new LinkedHashMap<>();
        Map<String, List<Repeated<FindingsReport>>> findings = new LinkedHashMap<>();
        for (Row row : Matrix.rows(false)) {
            Path folder = directory.resolve(row.id());
            switch (row) {
                case LoadRow load -> loads.put(load.id(), read(folder, LoadReport.class));
                case FindingsRow finding -> findings.put(finding.id(), read(folder, FindingsReport.class));
            }
        }
        return new Results(loads, findings, Floors.read(directory), failures(directory));
    }

    private static Map<String, Integer> failures(Path directory) throws IOException {
        Map<String, Integer> failures = new TreeMap<>();
        for (Row row : Matrix.rows(false)) {
            Path folder = directory.resolve(row.id());
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : files.filter(path -> path.toString().endsWith(".failed"))
                            .toList()) {
                        String name = file.getFileName().toString().replace(".failed", "");
                        failures.put(
                                row.id() + " " + name, Files.readAllLines(file).size());
                    }
                }
            }
        }
        return failures;
    }

    private static <T> List<Repeated<T>> read(Path folder, Class<T> type) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Repeated<T>> reports = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().matches(".*-\\d+\\.json"))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString();
                int repetition = Integer.parseInt(name.substring(name.lastIndexOf('-') + 1, name.lastIndexOf('.')));
                reports.add(new Repeated<>(repetition, ReportFiles.read(file, type)));
            }
        }
        return reports;
    }

    /** Of those that have results, in their order. */
    List<LoadRow> loadRows() {
        return Matrix.rows(false).stream()
                .filter(row -> !loads.getOrDefault(row.id(), List.of()).isEmpty())
                .map(LoadRow.class::cast)
                .toList();
    }

    /** Of those that have results, in their order. */
    List<FindingsRow> findingsRows() {
        return Matrix.rows(false).stream()
                .filter(row -> !findings.getOrDefault(row.id(), List.of()).isEmpty())
                .map(FindingsRow.class::cast)
                .toList();
    }

    /** Whether runs of that peer failed in that row. */
    boolean hasFailed(String row, String peer) {
        return failures.keySet().stream().anyMatch(run -> run.startsWith(row + " " + peer + "-"));
    }

    /** Everybody who was measured, with what each was told. */
    Set<Subject> subjects() {
        Set<Subject> subjects = new LinkedHashSet<>();
        loads.values()
                .forEach(all -> all.forEach(one -> subjects.add(one.report().subject())));
        findings.values()
                .forEach(all -> all.forEach(one -> subjects.add(one.report().subject())));
        return subjects;
    }

    /** Names of the peers that have results in that row of load, this engine first. */
    List<String> peers(String row) {
        LinkedHashSet<String> names = new LinkedHashSet<>();
        List<String> ofRow = loads.getOrDefault(row, List.of()).stream()
                .map(one -> one.report().subject().peer())
                .toList();
        ofRow.stream().filter(OURS::equals).forEach(names::add);
        names.addAll(ofRow);
        return List.copyOf(names);
    }

    /** Names of the modes in which that peer was run in that row of load. */
    List<String> modes(String row, String peer) {
        return loads.getOrDefault(row, List.of()).stream()
                .map(one -> one.report().subject())
                .filter(subject -> subject.peer().equals(peer))
                .map(Subject::mode)
                .distinct()
                .sorted()
                .toList();
    }

    /** The paces that were measured in that row, in order. */
    List<String> paces(String row) {
        LinkedHashSet<String> paces = new LinkedHashSet<>();
        loads.getOrDefault(row, List.of()).forEach(one -> one.report().paces().forEach(pace -> paces.add(pace.pace())));
        return List.copyOf(paces);
    }

    /**
     * A peer's best mode for that, of those that got what they offered if any did, and that were repeated as others were: one
     * lucky run is no median.
     */
    Optional<Cell> best(String row, String peer, String pace, Metric metric) {
        List<Cell> cells = cells(row, peer, pace);
        int most = cells.stream().mapToInt(cell -> cell.runs().size()).max().orElse(0);
        return cells.stream()
                .filter(cell -> 2 * cell.runs().size() > most)
                .max(Comparator.comparing(Cell::isValid).thenComparingDouble(metric::merit));
    }

    /**
     * Whether a mode may be its peer's best for anything in that row, by what was measured so far: within a quarter of the best
     * in one of the things that are judged. One of which nothing is known may.
     */
    boolean isContender(String row, String peer, String mode) {
        List<String> paces = paces(row).stream()
                .filter(pace -> !cells(row, peer, pace).isEmpty())
                .toList();
        return paces.isEmpty()
                || paces.stream()
                        .anyMatch(pace -> Metric.judgedOf(pace).stream()
                                .anyMatch(metric -> isContender(cells(row, peer, pace), mode, metric)));
    }

    private static boolean isContender(List<Cell> cells, String mode, Metric metric) {
        Cell best = cells.stream()
                .max(Comparator.comparing(Cell::isValid).thenComparingDouble(metric::merit))
                .orElseThrow();
        Optional<Cell> cell =
                cells.stream().filter(other -> other.mode().equals(mode)).findFirst();
        // What did not get what it offered is no rival of what did.
        boolean isRival = cell.isEmpty() || cell.get().isValid() || !best.isValid();
        return isRival && (cell.isEmpty() || metric.isWithin(CONTENDER, cell.get(), best));
    }

    /** A cell for each mode. */
    List<Cell> cells(String row, String peer, String pace) {
        Map<String, TreeMap<Integer, PaceReport>> byMode = new LinkedHashMap<>();
        Map<String, Integer> repetitions = new TreeMap<>();
        for (Repeated<LoadReport> one : loads.getOrDefault(row, List.of())) {
            Subject subject = one.report().subject();
            if (subject.peer().equals(peer)) {
                repetitions.merge(subject.mode(), 1, Integer::sum);
                one.report().paces().stream()
                        .filter(found -> found.pace().equals(pace))
                        .forEach(found -> byMode.computeIfAbsent(subject.mode(), mode -> new TreeMap<>())
                                .put(one.repetition(), found));
            }
        }
        return byMode.entrySet().stream()
                .map(entry ->
                        new Cell(peer, entry.getKey(), entry.getValue(), repetitions.getOrDefault(entry.getKey(), 0)))
                .toList();
    }

    /** What was found in a row that is no load, by repetition, by its name, by the peer. */
    Map<String, Map<String, Map<Integer, Double>>> found(String row) {
        Map<String, Map<String, Map<Integer, Double>>> byPeer =
                new TreeMap<>(Comparator.<String, Boolean>comparing(name -> !name.equals(OURS))
                        .thenComparing(name -> name));
        for (Repeated<FindingsReport> one : findings.getOrDefault(row, List.of())) {
            Map<String, Map<Integer, Double>> ofPeer =
                    byPeer.computeIfAbsent(one.report().subject().peer(), peer -> new LinkedHashMap<>());
            one.report()
                    .rows()
                    .values()
                    .forEach(found -> found.values()
                            .forEach((name, value) -> ofPeer.computeIfAbsent(name, key -> new TreeMap<>())
                                    .put(one.repetition(), value)));
        }
        return byPeer;
    }
}
