package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.peer.Peer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Runs the jobs of a matrix, one after the other. Repetitions come last, so that the peers take turns, and in each another
 * peer is the first; what is on disk already is not run again.
 */
final class Comparison {
    private static final int PATIENCE_S = 120;
    /** Who takes so many times as long as expected is stuck. */
    private static final int PATIENCE_FACTOR = 4;

    private final CompareOptions options;
    private final PrintWriter out;

    Comparison(CompareOptions options, PrintWriter out) {
        this.options = options;
        this.out = out;
    }

    /** In the order in which they run. */
    List<Job> jobs() {
        List<Job> jobs = new ArrayList<>();
        for (int repetition = 1; repetition <= options.repetitions(); repetition++) {
            for (Row row : options.rows()) {
                if (repetition <= row.repetitions(options.repetitions())) {
                    addJobs(jobs, row, repetition);
                }
            }
        }
        return jobs;
    }

    private void addJobs(List<Job> jobs, Row row, int repetition) {
        List<Peer> peers = new ArrayList<>(options.peers());
        Collections.rotate(peers, 1 - repetition);
        for (Peer peer : peers) {
            if (row.isFor(peer)) {
                row.modes(peer, options.modes(peer)).forEach(mode -> jobs.add(new Job(row, peer, mode, repetition)));
            }
        }
    }

    private int expectedS(Job job) {
        return job.row().expectedS(job.peer(), options.warmupS(), options.seconds());
    }

    /** Runs what was not run yet. @return how many failed */
    int run() throws IOException, InterruptedException {
        List<Job> jobs = jobs();
        List<Job> left = jobs.stream()
                .filter(job -> !Files.exists(job.report(options.directory())))
                .toList();
        Estimate estimate = new Estimate(left, this::expectedS);
        say("%s%n", estimate.plan(jobs, left));
        if (left.isEmpty()) {
            return 0;
        }
        floor(Floors.beginning(options.directory()));
        say("filling the page cache%n");
        int failed = 0;
        try (PageCache memory = PageCache.in(options.directory())) {
            fill(memory);
            for (Job job : left) {
                say("[%d/%d] %s  (about %s left)%n", jobs.indexOf(job) + 1, jobs.size(), job.title(), estimate.left());
                if (isOutclassed(job)) {
                    say("        left out: another mode of this peer was far better wherever both were judged%n");
                    estimate.leftOut(job);
                    continue;
                }
                long beganNs = System.nanoTime();
                fill(memory);
                failed += run(job) ? 0 : 1;
                estimate.took(job, (System.nanoTime() - beganNs) / 1e9);
            }
        }
        floor(Floors.AFTER);
        return failed;
    }

    /** Modes of a peer are many, and few are its best for anything: what was far behind once is not run again. */
    private boolean isOutclassed(Job job) throws IOException {
        if (!(job.row() instanceof LoadRow row) || job.repetition() == 1 && row.showsModes()) {
            return false;
        }
        // Later repetitions go by the row itself: what was run once in it is left out only for what it did there.
        String shown =
                row.showsModes() || Files.exists(job.first().report(options.directory())) ? row.id() : row.modesFrom();
        return !Results.read(options.directory()).isContender(shown, job.peer().name(), job.mode());
    }

    /** The first time takes long where a host has to find the memory, so that it is no measure for the time that is left. */
    private void fill(PageCache memory) throws IOException {
        if (!options.isRough()) {
            memory.fill(options.mostFillS());
        }
    }

    private boolean run(Job job) throws IOException, InterruptedException {
        Path log = job.log(options.directory());
        List<String> arguments = job.arguments(options.directory(), options.warmupS(), options.seconds());
        int exit = Child.run(arguments, log, PATIENCE_S + PATIENCE_FACTOR * expectedS(job));
        if (exit == 0) {
            return true;
        }
        String why = exit < 0 ? ", it took too long" : "";
        say("        failed%s: %s%n", why, log);
        String line = "repetition " + job.repetition() + why + "\n";
        Files.writeString(
                job.failures(options.directory()), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return false;
    }

    private void floor(String when) throws IOException, InterruptedException {
        Path report = Floors.file(options.directory(), when);
        say("floors %s%n", when);
        List<String> arguments = new ArrayList<>(List.of("floor", "--report", report.toString()));
        if (options.isRough()) {
            arguments.add("--rough");
        }
        Path log = options.directory().resolve("floor-" + when + ".log");
        if (Child.run(arguments, log, PATIENCE_S) != 0) {
            say("        failed: %s%n", log);
        }
    }

    private void say(String format, Object... values) {
        out.printf(format, values);
        out.flush();
    }
}
