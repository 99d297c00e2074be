package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.command.ReportFiles;
import io.balsa.benchmarks.load.LoadReport;
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
import java.util.stream.Stream;

/**
 * Everything that was measured, by row.
 *
 * @param rows    that have results, in their order
 * @param reports of each row, by its id
 * @param floors  what the machine itself takes, by name and moment
 */
record Results(List<Row> rows, Map<String, List<LoadReport>> reports, Floors floors) {
    static Results read(Path directory, List<Row> rows) throws IOException {
        Map<String, List<LoadReport>> reports = new LinkedHashMap<>();
        List<Row> found = new ArrayList<>();
        for (Row row : rows) {
            List<LoadReport> ofRow = read(directory.resolve(row.id()));
            if (!ofRow.isEmpty()) {
                found.add(row);
                reports.put(row.id(), ofRow);
            }
        }
        return new Results(found, reports, Floors.read(directory));
    }

    private static List<LoadReport> read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<LoadReport> reports = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                reports.add(ReportFiles.read(file, LoadReport.class));
            }
        }
        return reports;
    }

    /** Names of the peers that have results in that row, this engine first. */
    List<String> peers(Row row) {
        LinkedHashSet<String> names = new LinkedHashSet<>();
        List<LoadReport> ofRow = reports.getOrDefault(row.id(), List.of());
        ofRow.stream()
                .map(report -> report.subject().peer())
                .filter("balsa"::equals)
                .forEach(names::add);
        ofRow.stream().map(report -> report.subject().peer()).forEach(names::add);
        return List.copyOf(names);
    }

    /** The paces that were measured in that row, in order. */
    List<String> paces(Row row) {
        LinkedHashSet<String> paces = new LinkedHashSet<>();
        reports.getOrDefault(row.id(), List.of())
                .forEach(report -> report.paces().forEach(pace -> paces.add(pace.pace())));
        return List.copyOf(paces);
    }

    /** A peer's best mode in a cell: the lowest median latency at window 1, the highest median throughput elsewhere. */
    Optional<Cell> best(Row row, String peer, String pace) {
        Comparator<Cell> better = pace.equals("window-1")
                ? Comparator.comparingDouble(cell -> -cell.p50().median())
                : Comparator.comparingDouble(cell -> cell.throughput().median());
        return cells(row, peer, pace).stream().max(better);
    }

    /** A cell for each mode. */
    List<Cell> cells(Row row, String peer, String pace) {
        Map<String, List<LoadReport.PaceReport>> byMode = new LinkedHashMap<>();
        for (LoadReport report : reports.getOrDefault(row.id(), List.of())) {
            if (report.subject().peer().equals(peer)) {
                report.paces().stream()
                        .filter(one -> one.pace().equals(pace))
                        .forEach(one -> byMode.computeIfAbsent(report.subject().mode(), mode -> new ArrayList<>())
                                .add(one));
            }
        }
        return byMode.entrySet().stream()
                .map(entry -> new Cell(peer, entry.getKey(), entry.getValue()))
                .toList();
    }
}
