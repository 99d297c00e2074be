package io.balsa.simulator.nemesis;

import io.balsa.config.Spelling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Everything that a run follows from: the seed of all chance within it, its parameters, and what is done to the cluster when.
 * One line of text says it all: {@code seed=7 nodes=5; 0.350s crash node=2; 1.200s start node=2}.
 */
public record Plan(long seed, Parameters parameters, List<Timed> actions) {
    private static final String SEED = "seed=";

    /** Copies the list. */
    public Plan {
        actions = List.copyOf(actions);
    }

    /** An action and the virtual time of it. */
    public record Timed(long atMs, Action action) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%d.%03ds ", atMs / 1000, atMs % 1000) + Wording.print(action);
        }

        static Timed parse(String text) {
            String[] parts = text.trim().split("s\\s+", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("'" + text.trim() + "' has no time; write 1.250s crash node=2");
            }
            try {
                long atMs = new BigDecimal(parts[0]).movePointRight(3).longValueExact();
                return new Timed(atMs, Wording.parse(parts[1]));
            } catch (ArithmeticException | NumberFormatException e) {
                throw new IllegalArgumentException("'" + parts[0] + "' is no time in seconds and milliseconds", e);
            }
        }
    }

    /** The same with other actions. */
    public Plan with(List<Timed> others) {
        return new Plan(seed, parameters, others);
    }

    /** The same with other parameters. */
    public Plan with(Parameters others) {
        return new Plan(seed, others, actions);
    }

    /** The same for a smaller cluster: without what was done to nodes that are in it no more, which did nothing. */
    public Plan withNodes(int nodes) {
        List<Timed> rest = new ArrayList<>();
        for (Timed timed : actions) {
            Action action = PlanCheck.within(timed.action(), nodes);
            if (action != null) {
                rest.add(new Timed(timed.atMs(), action));
            }
        }
        return new Plan(seed, parameters.with(Parameter.NODES, nodes), rest);
    }

    /**
     * Looks whether all that the plan names exists and every value can be one, which who typed it wants to know.
     *
     * @throws IllegalArgumentException when not; the message says what is wrong and what would be right
     */
    public void check() {
        PlanCheck.check(this);
    }

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(SEED + seed);
        String words = parameters.toString();
        if (!words.isEmpty()) {
            line.append(' ').append(words);
        }
        actions.forEach(timed -> line.append("; ").append(timed));
        return line.toString();
    }

    /**
     * Parses what {@link #toString} made.
     *
     * @throws IllegalArgumentException when it is no plan; the message says why
     */
    public static Plan parse(String line) {
        String[] parts = line.trim().split("\\s*;\\s*");
        String[] words = parts[0].split("\\s+");
        if (!words[0].startsWith(SEED)) {
            throw new IllegalArgumentException("a plan begins with " + SEED + "NUMBER, not with '" + words[0] + "'");
        }
        Parameters parameters = Parameters.SIMPLEST;
        for (int i = 1; i < words.length; i++) {
            parameters = add(parameters, words[i]);
        }
        List<Timed> actions = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            actions.add(Timed.parse(parts[i]));
        }
        return new Plan(number(words[0]), parameters, actions);
    }

    private static Parameters add(Parameters parameters, String word) {
        for (Parameter parameter : Parameter.values()) {
            if (word.startsWith(parameter.word() + "=")) {
                return parameters.with(parameter, small(word));
            }
        }
        String name = word.split("=", 2)[0];
        List<String> known =
                Arrays.stream(Parameter.values()).map(Parameter::word).toList();
        throw new IllegalArgumentException("there is no parameter '" + word + "'; " + Spelling.advice(name, known));
    }

    private static int small(String word) {
        long number = number(word);
        if (number != (int) number) {
            throw new IllegalArgumentException("'" + word + "' is beyond all that a parameter may be");
        }
        return (int) number;
    }

    private static long number(String word) {
        try {
            return Long.parseLong(word.substring(word.indexOf('=') + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + word + "' needs a number, a whole one", e);
        }
    }
}
