package io.balsa.benchmarks.compare;

import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** How long a comparison takes: as expected at first, then as expected by how long the processes took that have run. */
final class Estimate {
    private static final int FLOOR_S = 55;
    private static final int HOUR_S = 3600;

    private final ToIntFunction<Job> expectedS;
    private double leftS;
    private double expectedSoFarS;
    private double tookS;

    /** {@code left}: jobs that are to be run. */
    Estimate(List<Job> left, ToIntFunction<Job> expectedS) {
        this.expectedS = expectedS;
        this.leftS = left.stream().mapToInt(expectedS).sum();
    }

    void took(Job job, double seconds) {
        leftS -= expectedS.applyAsInt(job);
        expectedSoFarS += expectedS.applyAsInt(job);
        tookS += seconds;
    }

    /** One that is not run after all. */
    void leftOut(Job job) {
        leftS -= expectedS.applyAsInt(job);
    }

    /** The time that is left, in words. */
    String left() {
        double pace = expectedSoFarS == 0 ? 1 : tookS / expectedSoFarS;
        return words(leftS * pace + FLOOR_S);
    }

    /** What is ahead. {@code jobs}: those too that were run already. */
    String plan(List<Job> jobs, List<Job> left) {
        if (jobs.isEmpty()) {
            return "nothing to run: none of these peers can do any of these rows";
        }
        long cells = jobs.stream().filter(job -> job.repetition() == 1).count();
        int repetitions = jobs.stream().mapToInt(Job::repetition).max().orElse(0);
        long averageS = Math.round(jobs.stream().mapToInt(expectedS).average().orElse(0));
        String done = jobs.size() == left.size() ? "" : "; " + (jobs.size() - left.size()) + " of them done";
        // What is left out because another mode is far better makes it less, hosts that are busy make it more.
        return "about %s: %s of about %d s (%s, each measured %s%s)%s"
                .formatted(
                        words(leftS + 2 * FLOOR_S),
                        count(jobs.size(), "run"),
                        averageS,
                        count(cells, "cell"),
                        jobs.size() < cells * repetitions ? "up to " : "",
                        count(repetitions, "time"),
                        done);
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    static String words(double seconds) {
        return seconds < 2 * HOUR_S
                ? String.format(Locale.ROOT, "%.0f minutes", Math.ceil(seconds / 60))
                : String.format(Locale.ROOT, "%.1f hours", seconds / HOUR_S);
    }
}
