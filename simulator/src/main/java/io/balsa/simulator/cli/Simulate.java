package io.balsa.simulator.cli;

import io.balsa.simulator.ProtocolTrace;
import io.balsa.simulator.Simulation;
import io.balsa.simulator.nemesis.Plan;
import io.balsa.simulator.nemesis.Result;
import io.balsa.simulator.nemesis.Run;
import io.balsa.simulator.nemesis.Shrinker;
import io.balsa.simulator.nemesis.Tally;
import io.balsa.simulator.nemesis.UnfitPlanException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** {@code balsa simulate}. */
public final class Simulate {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int MOST_SHRINKING_RUNS = 2_000;
    private static final int LINES_BETWEEN = 15;

    private final PrintStream out;
    private final boolean isTerminal;
    private int lastLength;
    private int progressCalls;

    private Simulate(PrintStream out) {
        this.out = out;
        this.isTerminal = System.console() != null && System.console().isTerminal();
    }

    /** Ends the process with the exit code. */
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(System.out, System.err, arguments));
    }

    /** Runs the command. @return the exit code */
    static int run(PrintStream out, PrintStream err, String... arguments) throws InterruptedException {
        List<String> given = Arrays.asList(arguments);
        if (given.contains("--help") || given.contains("-h")) {
            out.println(Options.USAGE);
            return OK;
        }
        try {
            Options options = Options.parse(arguments);
            Simulate command = new Simulate(out);
            return options.told() == null ? command.runMany(options) : command.tell(options, options.told());
        } catch (UsageException e) {
            err.println("balsa: " + e.getMessage());
            return WRONG_USAGE;
        }
    }

    private int tell(Options options, Plan plan) {
        Path trace = options.trace();
        if (trace == null) {
            return tell(plan, options.messages(), simulation -> {});
        }
        try (PrintWriter file = new PrintWriter(trace.toFile(), StandardCharsets.UTF_8)) {
            int code = tell(
                    plan,
                    options.messages(),
                    simulation -> ProtocolTrace.begin(
                            simulation, line -> file.append(line).append('\n')));
            if (file.checkError()) {
                throw new UsageException("--trace: cannot write all of it to " + trace);
            }
            return code;
        } catch (IOException e) {
            throw new UsageException("--trace: cannot write to " + trace);
        }
    }

    private int tell(Plan plan, boolean withMessages, Consumer<Simulation> onBegin) {
        out.println(Options.PLAN + plan);
        Result result = Run.told(plan, withMessages, out::println, onBegin);
        if (result.failure() != null && result.failure().cause() instanceof UnfitPlanException unfit) {
            throw new UsageException(unfit.getMessage());
        }
        if (result.failure() != null) {
            tellFailure(result.failure());
            return FAILED;
        }
        if (result.tally().undecided() > 0) {
            out.println("undecided: the search for a linearization was given up after as many steps as it may take");
        }
        out.printf(Locale.ROOT, "all is well; trace hash %016x%n", result.traceHash());
        return OK;
    }

    private int runMany(Options options) throws InterruptedException {
        Campaign campaign = new Campaign(options);
        Result failed = campaign.run(() -> showProgress(campaign, false));
        showProgress(campaign, true);
        endProgress();
        out.println("mix: " + mixOf(campaign));
        out.println("faults: " + counts(campaign.tally().faults(), count -> String.format(Locale.ROOT, "%,d", count)));
        if (!campaign.undecided().isEmpty()) {
            out.println("UNDECIDED, neither good nor bad: the histories of seeds " + campaign.undecided()
                    + "; the search for a linearization took more steps than it may");
        }
        if (failed == null) {
            out.println(campaign.undecided().isEmpty() ? "no failure" : "no failure, but see UNDECIDED");
            return OK;
        }
        out.println("seed " + failed.plan().seed() + " FAILED; shrinking");
        Shrinker shrinker = new Shrinker(failed, Run::of, MOST_SHRINKING_RUNS, this::overwrite);
        Plan smallest = shrinker.shrink();
        endProgress();
        tellFailure(shrinker.failure());
        out.println("smallest plan found, " + smallest.actions().size() + " actions:");
        smallest.actions().forEach(timed -> out.println("  " + timed));
        out.println("to see the whole run: ./balsa simulate --replay "
                + failed.plan().seed() + (options.nodes() == 0 ? "" : " --nodes " + options.nodes()));
        out.println("to see the smallest:  ./balsa simulate --plan '" + smallest + "'");
        return FAILED;
    }

    private void tellFailure(Result.Failure failure) {
        out.println("FAILED (" + failure.kind() + "): " + failure.text());
        failure.cause().printStackTrace(out);
    }

    private void showProgress(Campaign campaign, boolean isLast) {
        if (!isTerminal && !isLast && progressCalls++ % LINES_BETWEEN != LINES_BETWEEN - 1) {
            return;
        }
        overwrite(progressOf(campaign));
    }

    private static String progressOf(Campaign campaign) {
        Tally tally = campaign.tally();
        return String.format(
                Locale.ROOT,
                "%,d seeds, %s simulated in %s, %,.0f x real time, %,.0f simulated seconds per processor second,"
                        + " faults: %s, undecided: %d",
                campaign.done(),
                text(campaign.simulatedNs()),
                text(campaign.elapsedNs()),
                (double) campaign.simulatedNs() / campaign.elapsedNs(),
                (double) campaign.simulatedNs() / campaign.processorNs(),
                counts(tally.faultsByFamily(), Simulate::compact),
                tally.undecided());
    }

    private static String counts(Map<String, Long> counts, LongFunction<String> format) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + format.apply(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** {@code 999}, {@code 12k}, {@code 3M}. */
    private static String compact(long count) {
        return count < 1_000 ? "" + count : count < 1_000_000 ? count / 1_000 + "k" : count / 1_000_000 + "M";
    }

    private static String text(long ns) {
        Duration duration = Duration.ofNanos(ns);
        return String.format(
                Locale.ROOT, "%d:%02d:%02d", duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }

    private static String mixOf(Campaign campaign) {
        double seconds = campaign.simulatedNs() / 1e9;
        Tally tally = campaign.tally();
        return String.format(
                Locale.ROOT,
                "%.1f calls and %.0f messages for each simulated second",
                tally.calls() / seconds,
                tally.messages() / seconds);
    }

    /** One line that changes on a terminal, a line each elsewhere. */
    private void overwrite(String line) {
        if (isTerminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, lastLength - line.length())));
            out.flush();
            lastLength = line.length();
        } else {
            out.println(line);
        }
    }

    private void endProgress() {
        if (isTerminal && lastLength > 0) {
            out.println();
            lastLength = 0;
        }
    }
}
