package io.balsa.simulator.machine;

import io.balsa.journal.JournalThreads;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The helpers of a journal in one life of its process, as events: a sync covers what was asked for when it began and takes as
 * long as the disk does; reads and deletions run when their time has come, each on its own, so they may end in any order.
 */
public final class SimJournalThreads implements JournalThreads {
    private final EventQueue time;
    private final SimStore store;
    private final DiskPace pace;
    private final Runnable wake;
    private final Syncing syncing = new Syncing();
    private final List<Work> underWay = new ArrayList<>();
    private @Nullable Sync sync;
    private boolean isStopped;

    /** {@code wake}: called when something is done that the loop will want to know. */
    public SimJournalThreads(EventQueue time, SimStore store, DiskPace pace, Runnable wake) {
        this.time = time;
        this.store = store;
        this.pace = pace;
        this.wake = wake;
    }

    @Override
    public void start(Sync step) {
        sync = step;
    }

    @Override
    public void wake() {
        Sync step = sync;
        if (step != null && !isStopped && !syncing.isQueued() && step.hasWork()) {
            step.begin();
            store.beginSync();
            time.scheduleIn(syncing, pace.syncNs());
        }
    }

    @Override
    public void execute(Runnable task) {
        if (!isStopped) {
            Work work = new Work(task);
            underWay.add(work);
            time.scheduleIn(work, pace.readNs());
        }
    }

    @Override
    public boolean stop(long timeoutNs) {
        boolean wasSyncing = syncing.isQueued();
        kill();
        Sync step = sync;
        if (step != null && wasSyncing) {
            step.complete();
        }
        if (step != null && step.hasWork()) {
            step.syncOnce();
        }
        return true;
    }

    /** The process is gone: nothing of what is under way ends. */
    public void kill() {
        isStopped = true;
        time.cancel(syncing);
        underWay.forEach(time::cancel);
        underWay.clear();
    }

    private final class Syncing extends Event {
        @Override
        public void happen() {
            Sync step = sync;
            long stalledNs = pace.stalledNs(time.nowNs());
            if (stalledNs > 0) {
                time.scheduleIn(this, stalledNs);
            } else if (step != null) {
                step.complete();
                wake.run();
                wake();
            }
        }

        @Override
        public String name() {
            return "sync";
        }
    }

    private final class Work extends Event {
        private final Runnable task;

        Work(Runnable task) {
            this.task = task;
        }

        @Override
        public void happen() {
            long stalledNs = pace.stalledNs(time.nowNs());
            if (stalledNs > 0) {
                time.scheduleIn(this, stalledNs);
                return;
            }
            underWay.remove(this);
            task.run();
            wake.run();
        }

        @Override
        public String name() {
            return "disk";
        }
    }
}
