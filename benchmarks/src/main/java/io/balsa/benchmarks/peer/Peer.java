package io.balsa.benchmarks.peer;

import java.util.List;

/** A system for replication that can be measured. Stateless. */
public interface Peer {
    /** Its name on the command line and in reports. */
    String name();

    /** Its version, as the library that runs says. */
    String version();

    /** The ways to run it of which one may be its best in a cell; the first is the one to run when none is named. */
    List<String> modes();

    /** Whether a client can stand there. */
    boolean supports(Place place);

    /** Whether it can answer only what a majority synced; every peer can without. */
    default boolean supportsFsync(boolean fsync) {
        return true;
    }

    /** What it is told that differs from its defaults, for reports. */
    String settings(Spec spec);

    /**
     * Starts three nodes in this process and waits until one leads.
     *
     * @throws Exception when they cannot be started; nothing of them is left then
     */
    Cluster start(Spec spec) throws Exception;
}
