package io.balsa.journal;

/** Syncs when the test says so; reads and deletes at once. */
final class ManualThreads implements JournalThreads {
    private Sync sync;

    @Override
    public void start(Sync work) {
        sync = work;
    }

    @Override
    public void wake() {}

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    /** Runs one step if there is anything to do. */
    void syncIfAsked() {
        if (sync.hasWork()) {
            sync.syncOnce();
        }
    }

    @Override
    public boolean stop(long timeoutNs) {
        syncIfAsked();
        return true;
    }
}
