package io.balsa.simulator.machine;

import io.balsa.journal.Durability;
import io.balsa.journal.JournalConfig;
import io.balsa.journal.JournalThreads;
import io.balsa.journal.RecordJournal;
import io.balsa.spi.NodeIdentity;
import io.balsa.spi.Recovered;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node would find after the worst crash that its durability is meant for, tried on a copy of its disk: a power cut that
 * loses the whole page cache, or, with durability page-cache, the end of the process alone.
 */
public final class Rehearsal {
    private static final JournalThreads NONE = new JournalThreads() {
        @Override
        public void start(Sync sync) {}

        @Override
        public void wake() {}

        @Override
        public void execute(Runnable task) {}

        @Override
        public boolean stop(long timeoutNs) {
            return true;
        }
    };

    private Rehearsal() {}

    /**
     * What each of so many lives that follow each other would find.
     *
     * @throws io.balsa.spi.JournalException when the disk would not allow it
     */
    public static List<Recovered> recover(SimStore store, NodeIdentity identity, JournalConfig config, int lives) {
        SimStore copy = store.copy();
        PageCache fate = config.durability() == Durability.PAGE_CACHE ? PageCache.KEPT : PageCache.LOST;
        List<Recovered> recovered = new ArrayList<>();
        while (recovered.size() < lives) {
            copy.losePower(fate);
            recovered.add(new RecordJournal(copy, identity, config, NONE).recovered());
        }
        return recovered;
    }
}
