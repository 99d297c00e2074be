package io.balsa.benchmarks;

import io.balsa.config.Spelling;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** What was typed, out of what there is. */
public final class Choice {
    private Choice() {}

    /**
     * The one of that name.
     *
     * @param what there are some of, such as "row"
     * @throws IllegalArgumentException when there is none; the message has the nearest name, and all
     */
    public static <T> T of(String what, String word, Collection<T> all, Function<T, String> name) {
        return all.stream()
                .filter(one -> name.apply(one).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no " + what + " '" + word + "'; "
                        + advice(word, all.stream().map(name).toList())));
    }

    private static String advice(String word, List<String> names) {
        String nearest = Spelling.nearest(word, names);
        return (nearest == null ? "" : "did you mean '" + nearest + "'? ") + "there are " + String.join(", ", names);
    }
}
