package io.balsa.simulator.machine;

/** What becomes at a power cut of what was written and never synced. */
public enum PageCache {
    /** Every sector is kept, lost or torn, each by chance, as may the names of files be. */
    BY_CHANCE {
        @Override
        int kept(Chance chance, int from, int to) {
            return switch (chance.below(8)) {
                case 0 -> (int) chance.between(from, to);
                case 1, 2, 3 -> from;
                default -> to;
            };
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
    /** Every sector is torn: its beginning is kept, its end lost. */
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
