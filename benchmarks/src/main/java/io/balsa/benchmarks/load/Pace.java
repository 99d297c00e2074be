package io.balsa.benchmarks.load;

/**
 * When commands are due.
 *
 * @param window     most commands under way; of an open loop a limit that is there only to end a run that is lost
 * @param ratePerSec of an open loop; 0 for a closed one, where a command is due as soon as the window has room
 */
public record Pace(int window, long ratePerSec) {
    private static final long SECOND_NS = 1_000_000_000;

    /** A closed loop. */
    public static Pace closed(int window) {
        if (window < 1 || window > Recording.MOST_UNDER_WAY) {
            throw new IllegalArgumentException("a window is 1 to " + Recording.MOST_UNDER_WAY + ", not " + window);
        }
        return new Pace(window, 0);
    }

    /** An open loop: every command is due at its time, whatever became of those before. */
    public static Pace open(long ratePerSec) {
        if (ratePerSec < 1) {
            throw new IllegalArgumentException("a rate is 1 per second or more, not " + ratePerSec);
        }
        return new Pace(Recording.MOST_UNDER_WAY, ratePerSec);
    }

    boolean isOpen() {
        return ratePerSec > 0;
    }

    /** When the n-th command of an open loop is due, in nanoseconds after the first. */
    long dueNs(long n) {
        return n / ratePerSec * SECOND_NS + n % ratePerSec * SECOND_NS / ratePerSec;
    }

    /** How many commands of an open loop are due within that time. */
    long commandsIn(long ns) {
        return ns / SECOND_NS * ratePerSec + ns % SECOND_NS * ratePerSec / SECOND_NS;
    }

    /** As on the command line and in file names. */
    public String word() {
        return isOpen() ? "rate-" + ratePerSec : "window-" + window;
    }
}
