package io.balsa.benchmarks.peer;

/** Since when a node leads. One thread changes it, any reads it. */
public final class Leadership {
    private volatile long sinceNs;

    /** It begins to lead, goes on, or does not lead any more. */
    public void set(boolean leads) {
        if (!leads) {
            sinceNs = 0;
        } else if (sinceNs == 0) {
            sinceNs = System.nanoTime();
        }
    }

    /** By {@link System#nanoTime}; 0 while it does not lead. */
    public long sinceNs() {
        return sinceNs;
    }
}
