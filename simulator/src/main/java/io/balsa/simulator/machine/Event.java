package io.balsa.simulator.machine;

/** Something that happens at a moment of virtual time. Waits in at most one place of the queue, and is used again and again. */
public abstract class Event {
    static final int NOWHERE = -1;

    // Of the queue.
    long timeNs;
    long number;
    int place = NOWHERE;

    /** It happens now. */
    public abstract void happen();

    /** Short and constant, for traces. */
    public abstract String name();

    /** When it happens, or happened last. */
    public final long timeNs() {
        return timeNs;
    }

    /** Whether it waits in the queue. */
    public final boolean isQueued() {
        return place != NOWHERE;
    }
}
