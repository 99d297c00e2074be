package io.balsa.benchmarks.cluster;

import io.balsa.config.Spelling;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What to run.
 *
 * @param window   commands under way
 * @param payload  bytes of a command
 * @param nodes    members of the cluster
 * @param warmupS  seconds before anything counts
 * @param seconds  seconds that count
 * @param settings of the cluster
 */
record RunOptions(int window, int payload, int nodes, int warmupS, int seconds, ClusterSettings settings) {
    private static final int MOST_NODES = 9;
    private static final List<Option> OPTIONS = List.of(
            new Option("--window", "256", "commands under way at a time, from 1, which measures latency"),
            new Option("--payload", "256", "bytes of a command"),
            new Option("--nodes", "3", "members of the cluster, up to " + MOST_NODES),
            new Option("--warmup", "5", "seconds before anything counts"),
            new Option("--seconds", "10", "seconds that count"),
            new Option("--durability", "page-cache", "or fsync"),
            new Option("--profile", "low-latency", "or balanced"),
            new Option("--set", "", "further keys of the nodes in HOCON, such as 'balsa.transport.udp.mtu = 8192'"));

    /** One of the command line. {@code value}: its default. */
    private record Option(String name, String value, String meaning) {}

    /** @throws IllegalArgumentException with a message for who typed it */
    static RunOptions parse(String[] args) {
        Map<String, String> values = OPTIONS.stream().collect(Collectors.toMap(Option::name, Option::value));
        for (Iterator<String> words = Arrays.asList(args).iterator(); words.hasNext(); ) {
            String[] parts = words.next().split("=", 2);
            String key = parts[0];
            if (!values.containsKey(key)) {
                List<String> known = OPTIONS.stream().map(Option::name).toList();
                throw new IllegalArgumentException(
                        "there is no option '" + key + "'; " + Spelling.advice(key, known) + " (--help explains them)");
            }
            if (parts.length == 1 && !words.hasNext()) {
                throw new IllegalArgumentException(key + " needs a value");
            }
            values.put(key, parts.length == 2 ? parts[1] : words.next());
        }
        return new RunOptions(
                positive(values, "--window"),
                positive(values, "--payload"),
                nodes(values),
                positive(values, "--warmup"),
                positive(values, "--seconds"),
                new ClusterSettings(values.get("--durability"), values.get("--profile"), values.get("--set")));
    }

    /** More would not tell anything: all of them share this machine. */
    private static int nodes(Map<String, String> values) {
        int nodes = positive(values, "--nodes");
        if (nodes > MOST_NODES) {
            throw new IllegalArgumentException("--nodes takes 1 to " + MOST_NODES + ", not " + nodes);
        }
        return nodes;
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

    /** What may be given, with the defaults. */
    static String usage() {
        return OPTIONS.stream()
                .map(option -> "  %-13s %-12s %s".formatted(option.name(), option.value(), option.meaning()))
                .collect(Collectors.joining(
                        "\n", "usage: ./balsa bench cluster [OPTION VALUE]...\n\noptions, with their defaults:\n", ""));
    }
}
