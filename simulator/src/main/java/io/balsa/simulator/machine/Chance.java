package io.balsa.simulator.machine;

/**
 * The only source of chance, the same on every machine and in every release of Java: SplitMix64 (Steele, Lea and Flood,
 * "Fast splittable pseudorandom number generators").
 */
public final class Chance {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private long state;

    public Chance(long seed) {
        state = seed;
    }

    /** Another source, which does not depend on what is drawn from this one: faults of the disk do not shift those of the network. */
    public Chance branch(long label) {
        return new Chance(mix(state ^ mix(label + GOLDEN)));
    }

    /** Any 64 bits. */
    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /** 0 to {@code bound - 1}; bound is positive. */
    public int below(int bound) {
        return (int) ((nextLong() >>> 32) * bound >>> 32);
    }

    /** Both ends included. */
    public long between(long low, long high) {
        long span = high - low + 1;
        return span <= 1 ? low : low + Math.unsignedMultiplyHigh(nextLong(), span);
    }

    /** True with that probability; nothing is drawn for 0. */
    public boolean happens(double probability) {
        return probability > 0 && (nextLong() >>> 11) * 0x1p-53 < probability;
    }

    /** Spreads every bit of the input over the output. */
    public static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
