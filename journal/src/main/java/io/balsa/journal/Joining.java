package io.balsa.journal;

/** Waits for threads to end, bounded. */
public final class Joining {
    private Joining() {}

    /**
     * Waits for a thread, also when interrupted meanwhile; the interrupt is kept.
     *
     * @return whether it ended within {@code timeoutNs}
     */
    public static boolean within(Thread thread, long timeoutNs) {
        long deadline = System.nanoTime() + timeoutNs;
        boolean interrupted = false;
        while (thread.isAlive() && deadline - System.nanoTime() > 0) {
            try {
                thread.join(java.time.Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            } catch (InterruptedException wake) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
