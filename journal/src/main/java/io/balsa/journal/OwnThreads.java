package io.balsa.journal;

import java.util.concurrent.locks.LockSupport;

/**
 * Syncs on a platform thread, reads on virtual threads. A sync blocks in the kernel for as long as the disk likes; a virtual
 * thread would hold its carrier meanwhile, and the carriers are what loops and callers run on.
 */
final class OwnThreads implements JournalThreads {
    private final Thread thread;
    private volatile Sync sync = Idle.INSTANCE;
    private volatile boolean parked;
    private volatile boolean stopping;

    OwnThreads(int nodeId) {
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("balsa-journal-sync-" + nodeId)
                .unstarted(this::run);
    }

    @Override
    public void start(Sync work) {
        sync = work;
        thread.start();
    }

    @Override
    public void wake() {
        if (parked) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void execute(Runnable task) {
        Thread.ofVirtual().name("balsa-journal-read").start(task);
    }

    private void run() {
        while (!stopping || sync.hasWork()) {
            if (sync.hasWork()) {
                sync.syncOnce();
            } else {
                parkUnlessThereIsWork();
            }
        }
    }

    private void parkUnlessThereIsWork() {
        parked = true;
        if (!sync.hasWork() && !stopping) {
            LockSupport.park(this);
        }
        parked = false;
    }

    @Override
    public boolean stop(long timeoutNs) {
        stopping = true;
        LockSupport.unpark(thread);
        return Joining.within(thread, timeoutNs);
    }

    private enum Idle implements Sync {
        INSTANCE;

        @Override
        public boolean hasWork() {
            return false;
        }

        @Override
        public void begin() {}

        @Override
        public void complete() {}
    }
}
