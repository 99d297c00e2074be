package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.JavaCommand;
import io.balsa.benchmarks.command.Machine;
import io.balsa.benchmarks.command.Spread;
import io.balsa.benchmarks.command.Subject;
import io.balsa.benchmarks.floor.FloorReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One HTML page that needs nothing else: tables and charts of every row, floors, versions, settings and the machine. */
final class Report {
    private static final String HEAD = """
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Balsa beside its peers</title><style>
        body{font:15px/1.5 system-ui,sans-serif;max-width:1100px;margin:2em auto;padding:0 1em;color:#1b1b1b;background:#fff}
        table{border-collapse:collapse;margin:1em 0;font-size:13px}td,th{border:1px solid #ccc;padding:.25em .6em;text-align:right}
        td:first-child,th:first-child{text-align:left}th{background:#f3f3f3}.best{font-weight:600}.note{color:#666}td .note{white-space:nowrap;display:block}
        svg{max-width:100%;height:auto}svg text{font:12px system-ui,sans-serif;fill:#333}.grid{stroke:#ddd}
        .missed{color:#c1121f}.bar{fill:#0b6e4f}.bar.other{fill:#9aa5b1}
        </style></head><body><h1>Balsa beside its peers</h1>
        """;

    private final Results results;
    private final StringBuilder html = new StringBuilder(HEAD);

    private Report(Results results) {
        this.results = results;
    }

    /** Writes {@code report.html}, {@code table.md} for the README and {@code cells.md} there. */
    static void write(Results results, Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("report.html"), new Report(results).page());
        Files.writeString(directory.resolve("table.md"), GoalTable.markdown(Goals.of(results)));
        Files.writeString(directory.resolve("cells.md"), new CellTables(results).text());
    }

    private String page() {
        html.append("<p class=\"note\">Three nodes of each system and one client on one machine, in one process unless"
            + " the row says otherwise, one system at a time and in turn. Every answer was given after a majority had"
            + " the command and the leader had applied it. Medians of the repetitions, ranges in brackets, each system"
            + " in its best mode for the cell; &times; says how many times better Balsa is. Page-cache durability"
            + " survives the end of a process, not a power cut. Processor time is that of all nodes and the client,"
            + " with compilation and collections. Raw histograms (.hdr), samples (.json) and logs lie beside this"
            + " page, by row.</p>");
        html.append(GoalTable.html(Goals.of(results)));
        machine();
        floors();
        results.loadRows().forEach(this::row);
        results.findingsRows().forEach(this::findings);
        failures();
        settings();
        return html.append("</body></html>\n").toString();
    }

    /** Who reads medians is to know whose runs are missing in them, or were repeated. */
    private void failures() {
        if (results.failures().isEmpty()) {
            return;
        }
        html.append("<h2>Runs that failed</h2><table><tr><th>run</th><th>times</th></tr>");
        results.failures()
                .forEach((run, times) ->
                        html.append("<tr><td>" + Html.escaped(run) + "</td><td>" + times + "</td></tr>"));
        html.append("</table>");
    }

    private void machine() {
        html.append("<h2>Machine</h2><table>");
        Map<String, String> facts = Machine.describe();
        facts.put(
                "flags of every process",
                String.join(" ", Child.flags()) + " " + String.join(" ", JavaCommand.inherited()));
        facts.forEach((name, value) -> html.append("<tr><td>")
                .append(Html.escaped(name))
                .append("</td><td>")
                .append(Html.escaped(value))
                .append("</td></tr>"));
        html.append("</table>");
    }

    private void floors() {
        Map<String, FloorReport> byMoment = results.floors().byMoment();
        if (byMoment.isEmpty()) {
            return;
        }
        html.append("<h2>Floors</h2><table><tr><th>what the machine takes</th>");
        byMoment.keySet().forEach(moment -> html.append("<th>" + moment + "</th>"));
        html.append("</tr>");
        FloorReport first = byMoment.values().iterator().next();
        first.p50Us()
                .keySet()
                .forEach(name ->
                        floor(name + ", p50 µs", report -> report.p50Us().get(name)));
        first.perSec()
                .keySet()
                .forEach(name ->
                        floor(name + ", per second", report -> report.perSec().get(name)));
        html.append("</table>");
    }

    private void floor(String name, java.util.function.Function<FloorReport, Double> value) {
        html.append("<tr><td>").append(Html.escaped(name)).append("</td>");
        for (FloorReport report : results.floors().byMoment().values()) {
            Double found = value.apply(report);
            html.append("<td>" + (found == null ? "–" : CellTables.number(found)) + "</td>");
        }
        html.append("</tr>");
    }

    private void row(LoadRow row) {
        html.append("<h2>" + Html.escaped(row.title()) + ", " + row.payload() + " bytes</h2>");
        for (String pace : results.paces(row.id())) {
            html.append("<h3>" + pace.replace('-', ' ') + "</h3>");
            table(row, pace);
        }
        for (String pace : results.paces(row.id())) {
            if (pace.equals("window-1")) {
                html.append("<h3>latency by percentile, window 1</h3>").append(curves(row, pace));
            } else if (pace.startsWith("window")) {
                html.append("<h3>commands per second, " + pace.replace('-', ' ') + "</h3>")
                        .append(bars(row, pace));
            }
        }
        if (results.paces(row.id()).stream().anyMatch(pace -> pace.startsWith("rate"))) {
            html.append("<h3>latency at rising rates, to the knee</h3>").append(knee(row));
        }
    }

    private void findings(FindingsRow row) {
        Map<String, Map<String, Map<Integer, Double>>> found = results.found(row.id());
        html.append("<h2>" + Html.escaped(row.title()) + "</h2><table><tr><th></th>");
        found.keySet().forEach(peer -> html.append("<th>" + Html.escaped(peer) + "</th>"));
        html.append("</tr>");
        Set<String> names = new LinkedHashSet<>();
        found.values().forEach(ofPeer -> names.addAll(ofPeer.keySet()));
        for (String name : names) {
            html.append("<tr><td>" + Html.escaped(name) + "</td>");
            for (Map<String, Map<Integer, Double>> ofPeer : found.values()) {
                Map<Integer, Double> values = ofPeer.get(name);
                html.append("<td>" + (values == null ? "–" : spread(Spread.of(values.values()))) + "</td>");
            }
            html.append("</tr>");
        }
        html.append("</table>");
    }

    private void table(LoadRow row, String pace) {
        html.append(
                "<table><tr><th>system and mode</th><th>commands/s</th><th>p50 µs</th><th>p99 µs</th><th>p99.9 µs</th>"
                        + "<th>processor µs/command</th><th>bytes allocated per command</th><th>runs</th></tr>");
        for (String peer : results.peers(row.id())) {
            Optional<Cell> best = results.best(row.id(), peer, pace, Metric.of(pace));
            for (Cell cell : results.cells(row.id(), peer, pace)) {
                boolean isBest = best.isPresent() && best.get().mode().equals(cell.mode());
                html.append(isBest ? "<tr class=\"best\">" : "<tr>");
                html.append("<td>" + Html.escaped(peer + " " + cell.mode()) + "</td>");
                for (Metric metric : Metric.values()) {
                    html.append("<td>" + spread(cell.spread(metric)) + "</td>");
                }
                html.append("<td>" + cell.allocated().map(Report::spread).orElse("–") + "</td>");
                html.append("<td>" + cell.runs().size() + (cell.isValid() ? "" : ", beyond the knee") + "</td></tr>");
            }
        }
        html.append("</table>");
    }

    private static String spread(Spread spread) {
        String median = CellTables.number(spread.median());
        return spread.least() == spread.most()
                ? median
                : median + " <span class=\"note\">(" + CellTables.number(spread.least()) + "–"
                        + CellTables.number(spread.most()) + ")</span>";
    }

    private String curves(LoadRow row, String pace) {
        Chart chart = new Chart("percentile", "µs");
        for (double[] tick : new double[][] {{0, 0}, {1, 90}, {2, 99}, {3, 99.9}, {4, 99.99}}) {
            chart.tick(tick[0], tick[1] == 0 ? "0" : Double.toString(tick[1]).replaceFirst("\\.0$", ""));
        }
        for (String peer : results.peers(row.id())) {
            results.best(row.id(), peer, pace, Metric.of(pace))
                    .ifPresent(cell -> chart.add(
                            peer + " " + cell.mode(),
                            cell.middle().curve().stream()
                                    .filter(point -> point[0] < 100)
                                    .map(point -> new double[] {-Math.log10(1 - point[0] / 100), point[1]})
                                    .toList()));
        }
        return chart.isEmpty() ? "" : chart.svg();
    }

    private String knee(LoadRow row) {
        Chart chart = new Chart("commands per second offered (each doubling is a step)", "p99.9 µs");
        List<String> paces = results.paces(row.id());
        for (int at = 0; at < paces.size(); at++) {
            chart.tick(at, paces.get(at).replaceFirst("rate-", ""));
        }
        for (String peer : results.peers(row.id())) {
            List<double[]> points = new java.util.ArrayList<>();
            for (int at = 0; at < paces.size(); at++) {
                Optional<Cell> best = results.best(row.id(), peer, paces.get(at), Metric.P999);
                if (best.isPresent() && best.get().isValid()) {
                    points.add(new double[] {at, best.get().spread(Metric.P999).median()});
                }
            }
            chart.add(peer, points);
        }
        return chart.isEmpty() ? "" : chart.svg();
    }

    private String bars(LoadRow row, String pace) {
        List<Cell> cells = results.peers(row.id()).stream()
                .flatMap(peer -> results.best(row.id(), peer, pace, Metric.of(pace)).stream())
                .toList();
        double most = cells.stream()
                .mapToDouble(cell -> cell.spread(Metric.THROUGHPUT).median())
                .max()
                .orElse(1);
        StringBuilder svg = new StringBuilder("<svg viewBox=\"0 0 760 " + (cells.size() * 28 + 4) + "\" role=\"img\">");
        for (int at = 0; at < cells.size(); at++) {
            Cell cell = cells.get(at);
            double width = cell.spread(Metric.THROUGHPUT).median() / most * 440;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"170\" y=\"%d\" text-anchor=\"end\">%s</text><rect class=\"bar%s\" x=\"180\" y=\"%d\""
                            + " width=\"%.1f\" height=\"18\"/><text x=\"%.1f\" y=\"%d\">%s</text>",
                    at * 28 + 18,
                    Html.escaped(cell.peer() + " " + cell.mode()),
                    cell.peer().equals("balsa") ? "" : " other",
                    at * 28 + 4,
                    width,
                    186 + width,
                    at * 28 + 18,
                    CellTables.number(cell.spread(Metric.THROUGHPUT).median())));
        }
        return svg.append("</svg>").toString();
    }

    private void settings() {
        html.append("<h2>Versions and settings</h2><table><tr><th>system</th><th>version</th><th>settings</th></tr>");
        results.subjects().stream().map(Report::setting).forEach(html::append);
        html.append("</table>");
    }

    private static String setting(Subject subject) {
        return "<tr><td>" + Html.escaped(subject.peer()) + "</td><td>" + Html.escaped(subject.version()) + "</td><td>"
                + Html.escaped(subject.settings()) + "</td></tr>";
    }
}
