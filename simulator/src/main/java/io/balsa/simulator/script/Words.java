package io.balsa.simulator.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A line taken apart: the command, its arguments, and those that have a name ({@code bytes=64}). */
final class Words {
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
            throw new IllegalArgumentException("something is missing");
        }
        return arguments.get(place);
    }

    List<String> wordsFrom(int place) {
        return arguments.subList(Math.min(place, arguments.size()), arguments.size());
    }

    int number(int place) {
        return Integer.parseInt(word(place));
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
        return value == null ? otherwise : Integer.parseInt(value);
    }

    private static Duration timeOf(String text) {
        return Duration.parse("PT" + (text.endsWith("ms") ? millis(text) : text));
    }

    private static String millis(String text) {
        return Long.parseLong(text.substring(0, text.length() - 2)) / 1e3 + "s";
    }
}
