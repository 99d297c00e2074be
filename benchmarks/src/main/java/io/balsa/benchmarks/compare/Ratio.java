package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.command.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many times one thing is the other.
 *
 * @param ofMedians of the repetitions
 * @param least     of two repetitions that ran in the same turn
 * @param most      likewise
 */
record Ratio(double ofMedians, double least, double most) {
    /** Of who did not do it at all. */
    static final Ratio NONE = new Ratio(0, 0, 0);

    /** Values by repetition. Where no repetition has both, the range is that of all pairs. */
    static Ratio of(Map<Integer, Double> over, Map<Integer, Double> under) {
        Spread top = Spread.of(over.values());
        Spread bottom = Spread.of(under.values());
        List<Double> inTurn = over.keySet().stream()
                .filter(under::containsKey)
                .map(repetition -> over.get(repetition) / under.get(repetition))
                .toList();
        Spread range = inTurn.isEmpty()
                ? new Spread(0, top.least() / bottom.most(), top.most() / bottom.least())
                : Spread.of(inTurn);
        return new Ratio(top.median() / bottom.median(), range.least(), range.most());
    }

    String text() {
        return String.format(Locale.ROOT, "%.1f× (%.1f–%.1f)", ofMedians, least, most);
    }
}
