package io.balsa.benchmarks.floor;

import java.util.concurrent.locks.LockSupport;

/** Two threads that wake each other in turn. {@link #run} belongs to the other one. */
final class HandOff implements Runnable {
    private final Thread first;
    private volatile boolean there;
    private volatile boolean back;
    private volatile boolean ended;

    HandOff(Thread first) {
        this.first = first;
    }

    /** Wakes the other thread, and waits until it has woken this one. */
    void thereAndBack(Thread other) {
        there = true;
        LockSupport.unpark(other);
        while (!back) {
            LockSupport.park(this);
        }
        back = false;
    }

    @Override
    public void run() {
        while (!ended) {
            if (there) {
                there = false;
                back = true;
                LockSupport.unpark(first);
            } else {
                LockSupport.park(this);
            }
        }
    }

    void end(Thread other) throws InterruptedException {
        ended = true;
        LockSupport.unpark(other);
        other.join();
    }
}
