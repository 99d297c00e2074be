package io.balsa.simulator.cli;

import io.balsa.config.Spelling;
import io.balsa.simulator.nemesis.Nemesis;
import io.balsa.simulator.nemesis.Plan;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param seeds    how many to run
 * @param from     the first
 * @param nodes    of every cluster; 0: as the seed says
 * @param minutes  after which no other run begins; 0: no limit
 * @param told     the one plan to tell as a story; null for many runs
 * @param messages whether the story has every message
 * @param trace    file for what the nodes' cores did in that run; null for none
 */
record Options(
        long seeds,
        long from,
        int nodes,
        long minutes,
        @Nullable Plan told,
        boolean messages,
        @Nullable Path trace) {
    static final String USAGE = """
        usage: balsa simulate [--seeds N] [--from S] [--nodes K] [--minutes M]
               balsa simulate --replay SEED [--nodes K] [--messages] [--trace FILE]
               balsa simulate --plan 'PLAN' [--messages] [--trace FILE]

        Runs clusters of real nodes on a simulated clock, network and disk through faults drawn from seeds, and checks
        what must hold. A run that fails is shrunk to the smallest list of actions found.

          --seeds N     how many seeds to run (default 1000; with --minutes no limit)
          --from S      the first of them (default 1)
          --nodes K     size of every cluster, 1 to 7 (default: drawn from the seed)
          --minutes M   begin no run after so many minutes
          --replay SEED tells what happens in the run of one seed
          --plan PLAN   the same for a plan as a failure prints it
          --messages    tells every message too
          --trace FILE  writes what the protocol did, for docs/spec, a line of JSON for each turn

        Exit codes: 0 all is well, 1 a run failed, 2 what was given is wrong.\
        """;

    private static final List<String> NAMES = List.of(
            "--seeds", "--from", "--nodes", "--minutes", "--replay", "--plan", "--messages", "--trace", "--help");
    private static final long DEFAULT_SEEDS = 1_000;
    private static final int MAX_NODES = 7;

    /** How a story begins; who copies the whole line means the plan. */
    static final String PLAN = "plan: ";

    /** @throws UsageException when they are wrong */
    static Options parse(String... arguments) {
        return new Reader(arguments).read();
    }

    private static final class Reader {
        private final String[] arguments;
        private int at;
        private @Nullable String attached;
        private @Nullable Long seeds;
        private @Nullable Long from;
        private @Nullable Long replay;
        private @Nullable Plan plan;
        private long nodes;
        private long minutes;
        private boolean messages;
        private @Nullable Path trace;

        Reader(String[] arguments) {
            this.arguments = arguments;
        }

        Options read() {
            while (at < arguments.length) {
                String[] parts = arguments[at++].split("=", 2);
                attached = parts.length == 1 ? null : parts[1];
                read(parts[0]);
                if (attached != null) {
                    throw new UsageException(parts[0] + " takes no value");
                }
            }
            requireOneCommand();
            long count = seeds != null ? seeds : minutes > 0 ? Long.MAX_VALUE : DEFAULT_SEEDS;
            return new Options(count, from == null ? 1 : from, (int) nodes, minutes, told(), messages, trace);
        }

        private void read(String name) {
            switch (name) {
                case "--seeds" -> seeds = number(name, 1, Long.MAX_VALUE);
                case "--from" -> from = number(name, Long.MIN_VALUE, Long.MAX_VALUE);
                case "--nodes" -> nodes = number(name, 1, MAX_NODES);
                case "--minutes" -> minutes = number(name, 1, Integer.MAX_VALUE);
                case "--replay" -> replay = number(name, Long.MIN_VALUE, Long.MAX_VALUE);
                case "--plan" -> plan = plan(value(name));
                case "--messages" -> messages = true;
                case "--trace" -> trace = Path.of(value(name));
                default ->
                    throw new UsageException("there is no option '" + name + "'; " + Spelling.advice(name, NAMES)
                            + " (--help explains them)");
            }
        }

        private void requireOneCommand() {
            boolean tells = replay != null || plan != null;
            if (replay != null && plan != null) {
                throw new UsageException("--replay and --plan each name one run; give one of them");
            }
            if (tells && (seeds != null || from != null || minutes > 0)) {
                throw new UsageException(
                        "--replay and --plan tell one run; --seeds, --from and --minutes are for many");
            }
            if (plan != null && nodes > 0) {
                throw new UsageException("a plan says itself how many nodes there are; leave out --nodes");
            }
            if (!tells && messages) {
                throw new UsageException("--messages belongs to a story; add --replay SEED or --plan PLAN");
            }
            if (!tells && trace != null) {
                throw new UsageException("--trace is of one run; add --replay SEED or --plan PLAN");
            }
        }

        private @Nullable Plan told() {
            return replay == null ? plan : drawn(replay, (int) nodes);
        }

        private String value(String name) {
            if (attached != null) {
                String value = attached;
                attached = null;
                return value;
            }
            if (at == arguments.length) {
                throw new UsageException(name + " needs a value");
            }
            return arguments[at++];
        }

        private long number(String name, long least, long most) {
            String text = value(name);
            try {
                long number = Long.parseLong(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new UsageException(name + " needs a whole number, not '" + text + "'");
            }
            String limit =
                    most == Long.MAX_VALUE || most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most;
            throw new UsageException(name + " must be " + limit + ", not " + text);
        }

        private static Plan plan(String text) {
            try {
                Plan plan =
                        Plan.parse(text.strip().startsWith(PLAN) ? text.strip().substring(PLAN.length()) : text);
                plan.check();
                return plan;
            } catch (IllegalArgumentException e) {
                throw new UsageException("--plan: " + e.getMessage());
            }
        }
    }

    /** The plan of a seed. */
    static Plan drawn(long seed, int nodes) {
        return nodes == 0 ? Nemesis.draw(seed) : Nemesis.draw(seed, nodes);
    }
}
