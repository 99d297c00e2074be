package io.balsa.journal;

/** Where the work of a journal runs that must not run on the loop. A simulator puts its own schedule in their place. */
public interface JournalThreads {
    /** Runs one sync step, sooner or later, after each {@link #wake}; called once before anything else. */
    void start(Sync sync);

    /** There may be something to sync. Loop thread. */
    void wake();

    /** Runs a task that reads or deletes files. */
    void execute(Runnable task);

    /**
     * Syncs what was asked for and ends.
     *
     * @return false when that took longer than {@code timeoutNs}
     */
    boolean stop(long timeoutNs);

    /** One step of group commit. */
    interface Sync {
        /** Whether a step would do anything. Any thread. */
        boolean hasWork();

        /** A sync begins: it will cover all that was asked for so far. */
        void begin();

        /** Syncs what {@link #begin} noted. One thread at a time. */
        void complete();

        /** Both in one. */
        default void syncOnce() {
            begin();
            complete();
        }
    }
}
