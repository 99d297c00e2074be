package io.balsa.benchmarks.cluster;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What to run.
 *
 * @param window   commands under way
 * @param payload  bytes of a command
 * @param warmupS  seconds before anything counts
 * @param seconds  seconds that count
 * @param settings of the cluster
 */
record RunOptions(int window, int payload, int warmupS, int seconds, ClusterSettings settings) {
    private static final Map<String, String> DEFAULTS = defaults();

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("--window", "256");
        defaults.put("--payload", "256");
        defaults.put("--warmup", "5");
        defaults.put("--seconds", "10");
        defaults.put("--durability", "page-cache");
        defaults.put("--profile", "low-latency");
        defaults.put("--set", "");
        return defaults;
    }

    /** @throws IllegalArgumentException with a message for who typed it */
    static RunOptions parse(String[] args) {
        Map<String, String> values = new LinkedHashMap<>(DEFAULTS);
        for (Iterator<String> words = Arrays.asList(args).iterator(); words.hasNext(); ) {
            String key = words.next();
            if (!values.containsKey(key) || !words.hasNext()) {
                throw new IllegalArgumentException(usage());
            }
            values.put(key, words.next());
        }
        return new RunOptions(
                positive(values, "--window"),
                positive(values, "--payload"),
                positive(values, "--warmup"),
                positive(values, "--seconds"),
                new ClusterSettings(values.get("--durability"), values.get("--profile"), values.get("--set")));
    }

    private static int positive(Map<String, String> values, String key) {
        String value = values.get(key);
        try {
            int number = Integer.parseInt(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException(key + " takes a whole number from 1, not \"" + value + "\"");
    }

    private static String usage() {
        return DEFAULTS.entrySet().stream()
                .map(option ->
                        "  " + option.getKey() + " " + (option.getValue().isEmpty() ? "HOCON" : option.getValue()))
                .collect(Collectors.joining("\n", "options of bench cluster, with their defaults:\n", ""));
    }
}
