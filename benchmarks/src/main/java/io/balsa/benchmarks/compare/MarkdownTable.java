package io.balsa.benchmarks.compare;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table for the README: Balsa's best mode beside every peer's, cell by cell, with the ratio. */
final class MarkdownTable {
    private final Results results;
    private final StringBuilder text = new StringBuilder();

    MarkdownTable(Results results) {
        this.results = results;
    }

    String text() {
        text.setLength(0);
        for (Row row : results.rows()) {
            table(row);
        }
        return text.toString();
    }

    private void table(Row row) {
        List<String> peers = results.peers(row);
        line("");
        line("**" + row.title() + ", " + row.payload() + " bytes**");
        line("");
        line("| | " + String.join(" | ", peers) + " |");
        line("|---".repeat(peers.size() + 1) + "|");
        for (String pace : results.paces(row)) {
            if (pace.equals("window-1")) {
                cells(row, pace, "p50 µs", peers, Cell::p50);
                cells(row, pace, "p99 µs", peers, Cell::p99);
            } else if (pace.startsWith("window")) {
                cells(row, pace, "commands/s", peers, Cell::throughput);
            } else {
                cells(row, pace, "p99.9 µs", peers, Cell::p999);
            }
            cells(row, pace, "cpu µs/command", peers, Cell::cpu);
        }
    }

    private void cells(
            Row row,
            String pace,
            String unit,
            List<String> peers,
            java.util.function.Function<Cell, Cell.Spread> value) {
        Optional<Cell> ours = results.best(row, "balsa", pace);
        StringBuilder line = new StringBuilder("| ")
                .append(pace.replace('-', ' '))
                .append(", ")
                .append(unit);
        boolean lessIsBetter = !unit.equals("commands/s");
        for (String peer : peers) {
            line.append(" | ")
                    .append(results.best(row, peer, pace)
                            .map(cell -> cell(value.apply(cell), cell)
                                    + ratio(ours.map(value), value.apply(cell), lessIsBetter, peer))
                            .orElse("–"));
        }
        line(line + " |");
    }

    private static String cell(Cell.Spread spread, Cell cell) {
        return number(spread.median()) + " (" + number(spread.least()) + "–" + number(spread.most()) + ")"
                + (cell.isValid() ? "" : " beyond its knee");
    }

    /** How many times better this engine is. */
    private static String ratio(Optional<Cell.Spread> ours, Cell.Spread theirs, boolean lessIsBetter, String peer) {
        if (ours.isEmpty() || peer.equals("balsa") || ours.get().median() == 0 || theirs.median() == 0) {
            return "";
        }
        double ratio = theirs.median() / ours.get().median();
        return String.format(Locale.ROOT, ", **%.1f×**", lessIsBetter ? ratio : 1 / ratio);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
