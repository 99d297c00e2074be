package io.balsa.simulator.script;

import io.balsa.config.Spelling;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A line taken apart: the command, its arguments, and those that have a name ({@code bytes=64}). */
final class Words {
    private static final Pattern REGISTER = Pattern.compile("r\\d{1,9}");

    final String command;
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> named = new TreeMap<>();

    Words(String line) {
        String[] words = line.strip().split(" +");
        command = words[0];
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals < 0) {
                arguments.add(words[i]);
            } else {
                named.put(words[i].substring(0, equals), words[i].substring(equals + 1));
            }
        }
    }

    boolean has(int place) {
        return place < arguments.size();
    }

    String word(int place) {
        if (!has(place)) {
            throw new IllegalArgumentException("something is missing behind '" + command + "'");
        }
        return arguments.get(place);
    }

    List<String> wordsFrom(int place) {
        return arguments.subList(Math.min(place, arguments.size()), arguments.size());
    }

    int number(int place) {
        return numberOf(word(place));
    }

    /** A node of a cluster of so many. */
    int node(int place, int nodes) {
        return nodeOf(word(place), nodes);
    }

    /** {@code 1,2}. */
    List<Integer> nodes(int place, int nodes) {
        return Arrays.stream(word(place).split(","))
                .map(word -> nodeOf(word, nodes))
                .toList();
    }

    /** {@code r1}. */
    static long registerOf(String word) {
        if (!REGISTER.matcher(word).matches()) {
            throw new IllegalArgumentException("'" + word + "' is no register; write r1, r2, ...");
        }
        return Long.parseLong(word.substring(1));
    }

    /** One of an enumeration, {@code by-chance} for {@code BY_CHANCE}. */
    <E extends Enum<E>> E constant(int place, Class<E> type) {
        String word = word(place);
        List<String> known = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(word)) {
                return constant;
            }
            known.add(name);
        }
        throw new IllegalArgumentException("'" + word + "' cannot stand here; " + Spelling.advice(word, known));
    }

    /** {@code 150ms} or {@code 2s}. */
    Duration time(int place) {
        return timeOf(word(place));
    }

    Map<String, String> named() {
        return named;
    }

    int named(String name, int otherwise) {
        String value = named.get(name);
        return value == null ? otherwise : numberOf(value);
    }

    static int nodeOf(String word, int nodes) {
        int node = numberOf(word);
        if (node < 1 || node > nodes) {
            throw new IllegalArgumentException("there is no node " + word + "; there are 1 to " + nodes);
        }
        return node;
    }

    static int numberOf(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + word + "' is no whole number", e);
        }
    }

    private static Duration timeOf(String text) {
        try {
            return Duration.parse("PT" + (text.endsWith("ms") ? millis(text) : text));
        } catch (DateTimeParseException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no time; write 150ms or 2s", e);
        }
    }

    private static String millis(String text) {
        return Long.parseLong(text.substring(0, text.length() - 2)) / 1e3 + "s";
    }
}
