package io.balsa.simulator.machine;

/** What becomes at a power cut of what was written and never synced. */
public enum PageCache {
    /** Every sector is kept or lost, each by chance, as may the names of files be. */
    BY_CHANCE {
        @Override
        int kept(Chance chance, int from, int to) {
            return chance.below(2) == 0 ? from : to;
        }

        @Override
        boolean keepsName(Chance chance) {
            return chance.below(2) == 0;
        }
    },
    /** All of it is lost. */
    LOST {
        @Override
        int kept(Chance chance, int from, int to) {
            return from;
        }

        @Override
        boolean keepsName(Chance chance) {
            return false;
        }
    },
    /**
     * Every sector is torn: its beginning is kept, its end lost. Disks write sectors whole, and the journal counts on that:
     * now and then it takes such a record for damaged and refuses to start.
     */
    TORN {
        @Override
        int kept(Chance chance, int from, int to) {
            return (int) chance.between(from, Math.max(from, to - 1));
        }

        @Override
        boolean keepsName(Chance chance) {
            return true;
        }
    },
    /** All of it had just been written back. */
    KEPT {
        @Override
        int kept(Chance chance, int from, int to) {
            return to;
        }

        @Override
        boolean keepsName(Chance chance) {
            return true;
        }
    };

    /** Up to where a stretch within one sector is kept. */
    abstract int kept(Chance chance, int from, int to);

    /** Whether a file is found whose folder was never synced. */
    abstract boolean keepsName(Chance chance);
}
