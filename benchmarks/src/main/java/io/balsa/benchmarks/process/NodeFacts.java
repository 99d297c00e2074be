package io.balsa.benchmarks.process;

/**
 * What a node's process says of itself. Times are those of {@link System#nanoTime}, which is one clock for all processes of a
 * machine.
 *
 * @param ready         whether the node takes part
 * @param ended         whether it ended its work by itself, whatever else is said of it
 * @param leaderSinceNs when it began to lead; 0 while it does not
 * @param applied       commands it applied in this life
 * @param hash          over them
 * @param cpuNs         processor time of the process since it began
 * @param beganNs       when the node began to start, with the JVM up
 * @param openedNs      when it had started: what is on its disk is known then
 */
public record NodeFacts(
        boolean ready,
        boolean ended,
        long leaderSinceNs,
        long applied,
        long hash,
        long cpuNs,
        long beganNs,
        long openedNs) {
    /** Whether it leads. */
    public boolean leads() {
        return leaderSinceNs != 0;
    }
}
