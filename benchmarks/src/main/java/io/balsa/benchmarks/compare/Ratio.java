package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.command.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many times one thing is the other.
 *
 * @param ofMedians of the repetitions that both have
 * @param least     of two repetitions that ran in the same turn
 * @param most      likewise
 */
record Ratio(double ofMedians, double least, double most) {
    /** Of who did not do it at all. */
    static final Ratio NONE = new Ratio(0, 0, 0);

    /** Values by repetition. Where no repetition has both, medians are those of all, and the range is that of all pairs. */
    static Ratio of(Map<Integer, Double> over, Map<Integer, Double> under) {
        List<Integer> shared = over.keySet().stream().filter(under::containsKey).toList();
        if (shared.isEmpty()) {
            Spread top = Spread.of(over.values());
            Spread bottom = Spread.of(under.values());
            return new Ratio(top.median() / bottom.median(), top.least() / bottom.most(), top.most() / bottom.least());
        }
        Spread range = Spread.of(
                shared.stream().map(turn -> over.get(turn) / under.get(turn)).toList());
        double ofMedians = Spread.of(shared.stream().map(over::get).toList()).median()
                / Spread.of(shared.stream().map(under::get).toList()).median();
        return new Ratio(ofMedians, range.least(), range.most());
    }

    String text() {
        return String.format(Locale.ROOT, "%.1f× (%.1f–%.1f)", ofMedians, least, most);
    }
}
