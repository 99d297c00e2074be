package io.balsa.simulator.history;

import java.util.List;
import java.util.stream.Collectors;

/** What is to be said of a history. */
public sealed interface Verdict {

    /** There is an order in which everything is true. */
    record Linearizable() implements Verdict {}

    /** Nothing was found out within the limits. */
    record Undecided(String key) implements Verdict {}

    /**
     * There is none.
     *
     * @param key           where
     * @param prefix        the history of that key up to the first answer that cannot be true
     * @param contradiction those of the prefix that contradict each other, even if each of the others took effect at any time
     *     after its call, or never. Leave one more open and there is an order
     */
    record Violated(String key, List<Operation> prefix, List<Operation> contradiction) implements Verdict {
        @Override
        public String toString() {
            return "key " + key + " is not linearizable. Of the " + prefix.size()
                    + " operations of its shortest failing prefix these contradict each other, even if any other took"
                    + " effect at any time after its call, or never:\n" + lines(contradiction)
                    + (prefix.size() == contradiction.size() ? "" : "the prefix:\n" + lines(prefix));
        }

        private static String lines(List<Operation> operations) {
            return operations.stream().map(operation -> "  " + operation + "\n").collect(Collectors.joining());
        }
    }
}
