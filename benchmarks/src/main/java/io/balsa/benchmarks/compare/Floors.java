package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.command.ReportFiles;
import io.balsa.benchmarks.floor.FloorReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the machine itself took.
 *
 * @param byMoment reports by moment, in order; some may be missing
 */
record Floors(Map<String, FloorReport> byMoment) {
    static final String AFTER = "after";
    private static final String BEFORE = "before";
    /** Of several times the last. */
    private static final String RESUMED = "resumed";

    /** As what a comparison measures them that begins: one that goes on may do so on a machine that has become another. */
    static String beginning(Path directory) {
        return Files.exists(file(directory, BEFORE)) ? RESUMED : BEFORE;
    }

    static Path file(Path directory, String moment) {
        return directory.resolve("floor-" + moment + ".json");
    }

    static Floors read(Path directory) throws IOException {
        Map<String, FloorReport> byMoment = new LinkedHashMap<>();
        for (String moment : new String[] {BEFORE, RESUMED, AFTER}) {
            Path file = file(directory, moment);
            if (Files.exists(file)) {
                byMoment.put(moment, ReportFiles.read(file, FloorReport.class));
            }
        }
        return new Floors(byMoment);
    }

    /** The lowest median of Aeron's round trip, in microseconds; 0 when it was not measured. */
    double aeronRoundTripUs() {
        return byMoment.values().stream()
                .flatMapToDouble(report -> FloorReport.AERON_ROUND_TRIPS.stream()
                        .mapToDouble(name -> report.p50Us().getOrDefault(name, 0.0)))
                .filter(us -> us > 0)
                .min()
                .orElse(0);
    }
}
