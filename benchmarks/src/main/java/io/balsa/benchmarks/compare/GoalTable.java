package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.command.Machine;
import java.util.List;
import java.util.stream.Collectors;

/** The table for the README: what is demanded, line by line, and what was found. */
final class GoalTable {
    static final String LEGEND =
            "Ratios of medians, in brackets the range over the repetitions, the others each in the best of the modes"
                + " that were run for what is compared, Balsa in its best for p50 at window 1, for throughput at other"
                + " windows and for p99.9 at rates. MISSED says that less was found than is demanded, (goal) that the"
                + " goal was reached. Page-cache durability survives the end of a process, not a power cut; fsync"
                + " survives both.";

    private GoalTable() {}

    static String markdown(List<Goal> goals) {
        String lines = goals.stream()
                .map(goal -> "| %s | %s | %s | %s | %s |\n"
                        .formatted(
                                goal.row(),
                                goal.against(),
                                findings(goal, "; ").replace("MISSED", "**MISSED**"),
                                goal.demanded(),
                                goal.goal()))
                .collect(Collectors.joining());
        return "| row | against | found | demanded at least | goal |\n|---|---|---|---|---|\n" + lines + "\n" + LEGEND
                + "\n\n" + Machine.line() + "\n";
    }

    static String html(List<Goal> goals) {
        String lines = goals.stream()
                .map(goal -> "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>"
                        .formatted(
                                Html.escaped(goal.row()),
                                Html.escaped(goal.against()),
                                Html.escaped(findings(goal, "\n"))
                                        .replace("\n", "<br>")
                                        .replace("MISSED", "<b class=\"missed\">MISSED</b>"),
                                Html.escaped(goal.demanded()),
                                Html.escaped(goal.goal())))
                .collect(Collectors.joining());
        return "<h2>What is demanded</h2><table><tr><th>row</th><th>against</th><th>found</th><th>demanded at"
                + " least</th><th>goal</th></tr>" + lines + "</table><p class=\"note\">" + Html.escaped(LEGEND)
                + "</p>";
    }

    private static String findings(Goal goal, String between) {
        return goal.findings().stream().map(Goal.Finding::text).collect(Collectors.joining(between));
    }
}
