package io.balsa.benchmarks;

import io.balsa.benchmarks.cluster.ClusterRun;
import io.balsa.benchmarks.compare.CompareCommand;
import io.balsa.benchmarks.floor.FloorCommand;
import io.balsa.benchmarks.load.LoadCommand;
import io.balsa.config.ConfigException;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Starts the benchmarks: {@code jmh} with JMH's own arguments, {@code cluster} for one run of a cluster, the rest by picocli. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        switch (args.length == 0 ? "" : args[0]) {
            case "jmh" -> jmh(rest);
            case "cluster" -> cluster(rest);
            case "load" -> System.exit(execute(new LoadCommand(), rest));
            case "floor" -> System.exit(execute(new FloorCommand(), rest));
            case "compare" -> System.exit(execute(new CompareCommand(), rest));
            default -> {
                System.err.println("jmh, cluster, load, floor or compare? ./balsa bench says what they do");
                System.exit(2);
            }
        }
    }

    private static int execute(Object command, String[] args) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }

    private static void cluster(String[] args) throws IOException {
        try {
            ClusterRun.run(args, System.out);
        } catch (IllegalArgumentException | ConfigException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void jmh(String[] args) throws IOException {
        boolean profilesAlready = Arrays.asList(args).contains("-prof");
        Stream<String> added = profilesAlready ? Stream.empty() : Stream.of("-prof", "gc");
        org.openjdk.jmh.Main.main(Stream.concat(added, Arrays.stream(args)).toArray(String[]::new));
    }
}
