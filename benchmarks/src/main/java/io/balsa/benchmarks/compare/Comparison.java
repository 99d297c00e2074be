package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.peer.Peer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the jobs of a matrix, one after the other. Repetitions come last, so that the peers take turns; what is on disk
 * already is not run again.
 */
final class Comparison {
    private static final int START_AND_END_S = 120;

    private final List<Row> rows;
    private final List<Peer> peers;
    private final CompareOptions options;
    private final PrintWriter out;

    Comparison(CompareOptions options, PrintWriter out) {
        this.rows = options.rows();
        this.peers = options.peers();
        this.options = options;
        this.out = out;
    }

    /** In the order in which they run. */
    private List<Job> jobs() {
        List<Job> jobs = new ArrayList<>();
        for (int repetition = 1; repetition <= options.repetitions(); repetition++) {
            for (Row row : rows) {
                for (Peer peer : peers) {
                    for (String mode : row.isFor(peer) ? options.modes(peer) : List.<String>of()) {
                        jobs.add(new Job(row, peer, mode, repetition));
                    }
                }
            }
        }
        return jobs;
    }

    /** Runs what was not run yet. @return how many failed */
    int run() throws IOException, InterruptedException {
        List<Job> jobs = jobs();
        long beganNs = System.nanoTime();
        int failed = 0;
        int ran = 0;
        floor("before");
        try (PageCache memory = PageCache.in(options.directory())) {
            for (int at = 0; at < jobs.size(); at++) {
                Job job = jobs.get(at);
                if (Files.exists(job.report(options.directory()))) {
                    continue;
                }
                say("[%d/%d] %s%s%n", at + 1, jobs.size(), job.title(), left(beganNs, ran, jobs.size() - at));
                memory.fill();
                failed += run(job) ? 0 : 1;
                ran++;
            }
        }
        floor("after");
        return failed;
    }

    private static String left(long beganNs, int ran, int left) {
        return ran == 0
                ? ""
                : "  (about %d min left)".formatted((System.nanoTime() - beganNs) / ran * left / 60_000_000_000L);
    }

    private boolean run(Job job) throws IOException, InterruptedException {
        Path log = job.log(options.directory());
        int paces = job.row().load().getLast().split(",", -1).length;
        int seconds = START_AND_END_S + 2 * (options.warmupS() + paces * (options.seconds() + 1));
        int exit = Child.run(job.arguments(options.directory(), options.warmupS(), options.seconds()), log, seconds);
        if (exit != 0) {
            say("        failed%s: %s%n", exit < 0 ? ", it took too long" : "", log);
        }
        return exit == 0;
    }

    private void floor(String when) throws IOException, InterruptedException {
        Path report = options.directory().resolve("floor-" + when + ".json");
        if (when.equals("before") && Files.exists(report)) {
            return;
        }
        say("floors %s%n", when);
        List<String> arguments = List.of("floor", "--report", report.toString());
        Child.run(arguments, options.directory().resolve("floor-" + when + ".log"), START_AND_END_S);
    }

    private void say(String format, Object... values) {
        out.printf(format, values);
        out.flush();
    }
}
