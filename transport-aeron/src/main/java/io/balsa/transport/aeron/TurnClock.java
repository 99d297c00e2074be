package io.balsa.transport.aeron;

import org.agrona.concurrent.NanoClock;

/**
 * Time for the embedded driver and its client, read from the system once in a turn of the loop.
 *
 * <p>A process that was stopped (SIGSTOP, a suspended virtual machine, a swapped-out page) must not come back to a driver and
 * a client that time each other out although nothing but time has passed: a step is never longer than
 * {@link #MAX_STEP_NS}, and what was cut off is counted as a pause. Loop thread only.
 */
final class TurnClock implements NanoClock {
    static final long MAX_STEP_NS = 100_000_000;

    private long readAtNs = System.nanoTime();
    private long nowNs = readAtNs;
    private long pausedNs;

    /** Reads the system's clock. */
    long advance() {
        long readNs = System.nanoTime();
        long stepNs = readNs - readAtNs;
        readAtNs = readNs;
        if (stepNs > MAX_STEP_NS) {
            pausedNs += stepNs - MAX_STEP_NS;
            stepNs = MAX_STEP_NS;
        }
        nowNs += stepNs;
        return nowNs;
    }

    /** Lets time pass that has not passed. */
    void skip(long ns) {
        nowNs += ns;
    }

    /** Takes the pauses cut off since the last call, in nanoseconds. */
    long takePauseNs() {
        long taken = pausedNs;
        pausedNs = 0;
        return taken;
    }

    @Override
    public long nanoTime() {
        return nowNs;
    }
}
