package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.command.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The cells in Markdown, a table for each row: every peer in its best mode for just that cell, with the ratio; Balsa in the one that is
 * best for what the pace is there for.
 */
final class CellTables {
    private final Results results;
    private final StringBuilder text = new StringBuilder();

    CellTables(Results results) {
        this.results = results;
    }

    String text() {
        text.setLength(0);
        for (LoadRow row : results.loadRows()) {
            table(row);
        }
        return text.toString();
    }

    private void table(LoadRow row) {
        List<String> peers = results.peers(row.id());
        line("");
        line("**" + row.title() + ", " + row.payload() + " bytes**");
        line("");
        line("| | " + String.join(" | ", peers) + " |");
        line("|---".repeat(peers.size() + 1) + "|");
        for (String pace : results.paces(row.id())) {
            cells(row, pace, Metric.of(pace), peers);
            if (Metric.of(pace) == Metric.P50) {
                cells(row, pace, Metric.P99, peers);
            }
            cells(row, pace, Metric.CPU, peers);
        }
    }

    private void cells(LoadRow row, String pace, Metric metric, List<String> peers) {
        Optional<Cell> ours = results.best(row.id(), Results.OURS, pace, Metric.of(pace));
        StringBuilder line = new StringBuilder("| " + pace.replace('-', ' ') + ", ").append(metric.title());
        for (String peer : peers) {
            line.append(" | ")
                    .append((peer.equals(Results.OURS) ? ours : results.best(row.id(), peer, pace, metric))
                            .map(cell -> text(cell, metric) + ratio(ours, cell, metric))
                            .orElse("–"));
        }
        line(line + " |");
    }

    private static String text(Cell cell, Metric metric) {
        if (cell.isLost()) {
            return "lost commands";
        }
        return text(cell.spread(metric))
                + (cell.isValid() ? "" : " beyond its knee")
                + (cell.isWarm() ? "" : " still compiling");
    }

    static String text(Spread spread) {
        return number(spread.median()) + " (" + number(spread.least()) + "–" + number(spread.most()) + ")";
    }

    /** How many times better this engine is, where both got what they offered. */
    private static String ratio(Optional<Cell> ours, Cell theirs, Metric metric) {
        return ours.filter(cell -> !theirs.peer().equals(Results.OURS) && cell.isValid() && theirs.isValid())
                .map(cell -> String.format(
                        Locale.ROOT, ", **%.1f×**", metric.better(cell, theirs).ofMedians()))
                .orElse("");
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
