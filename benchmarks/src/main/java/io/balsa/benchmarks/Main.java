package io.balsa.benchmarks;

import io.balsa.benchmarks.cluster.ClusterRun;
import io.balsa.benchmarks.command.Machine;
import io.balsa.benchmarks.command.MeasureCommand;
import io.balsa.benchmarks.compare.CompareCommand;
import io.balsa.benchmarks.failover.FailoverCommand;
import io.balsa.benchmarks.floor.FloorCommand;
import io.balsa.benchmarks.load.LoadCommand;
import io.balsa.benchmarks.process.NodeMain;
import io.balsa.benchmarks.rows.RowsCommand;
import io.balsa.config.ConfigException;
import io.balsa.config.Spelling;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
            case "load" -> System.exit(commandLine(new LoadCommand()).execute(rest));
            case "failover" -> System.exit(commandLine(new FailoverCommand()).execute(rest));
            case "rows" -> System.exit(commandLine(new RowsCommand()).execute(rest));
            case "node" -> NodeMain.run(Path.of(rest[0])); // who starts it is another process of the benchmarks
            case "floor" -> System.exit(commandLine(new FloorCommand()).execute(rest));
            case "compare" -> System.exit(commandLine(new CompareCommand()).execute(rest));
            default -> {
                System.err.println(
                        "balsa: jmh, cluster, load, floor, failover, rows or compare? ./balsa bench says what they do");
                System.exit(2);
            }
        }
    }

    static CommandLine commandLine(Object command) {
        CommandLine line = new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::report);
        if (command instanceof MeasureCommand measure) {
            line.setResourceBundle(measure.defaults());
        }
        return line.setCommandName("./balsa bench " + line.getCommandName());
    }

    /** What is wrong and the nearest that is right, not the whole usage. */
    private static int report(CommandLine.ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        List<String> unknown = unknownIn(wrong);
        if (unknown.isEmpty()) {
            err.println("balsa: " + wrong.getMessage() + " (--help explains the options)");
        } else {
            List<String> known = command.getCommandSpec().options().stream()
                    .filter(option -> !option.hidden())
                    .map(CommandLine.Model.OptionSpec::longestName)
                    .toList();
            String word = unknown.getFirst().split("=", 2)[0];
            err.println("balsa: there is no option '" + word + "'; " + Spelling.advice(word, known)
                    + " (--help explains them)");
        }
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    /** What nobody knows is told before what is missing, which it may have been meant to be. */
    private static List<String> unknownIn(CommandLine.ParameterException wrong) {
        return switch (wrong) {
            case CommandLine.UnmatchedArgumentException unmatched -> unmatched.getUnmatched();
            case CommandLine.MissingParameterException missing ->
                missing.getCommandLine().getUnmatchedArguments();
            default -> List.of();
        };
    }

    private static void cluster(String[] args) throws IOException {
        try {
            ClusterRun.run(args, System.out);
        } catch (IllegalArgumentException | ConfigException e) {
            System.err.println("balsa: " + e.getMessage());
            System.exit(2);
        }
    }

    private static void jmh(String[] given) throws IOException {
        String[] args = Arrays.stream(given)
                .map(arg -> arg.equals("--help") ? "-h" : arg)
                .toArray(String[]::new);
        // Where something is measured: -h and -l are about the benchmarks, not about the machine.
        if (Arrays.stream(args).noneMatch(arg -> arg.matches("-h|-l|-lp|-lprof|-lrf"))) {
            Machine.head(new PrintWriter(System.out), true);
        }
        boolean profilesAlready = Arrays.asList(args).contains("-prof");
        Stream<String> added = profilesAlready ? Stream.empty() : Stream.of("-prof", "gc");
        org.openjdk.jmh.Main.main(Stream.concat(added, Arrays.stream(args)).toArray(String[]::new));
    }
}
