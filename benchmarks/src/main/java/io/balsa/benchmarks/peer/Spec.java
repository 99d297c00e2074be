package io.balsa.benchmarks.peer;

import java.nio.file.Path;

/**
 * How to start a cluster.
 *
 * @param mode      one of the peer's modes
 * @param fsync     whether a command is answered only once a majority synced it to disk; false: once a majority has it in
 *                  what the operating system keeps when a process dies
 * @param payload   bytes of a command
 * @param directory empty; the nodes' files go there, and are deleted by who made it
 * @param settings  further settings of the peer, in its own words; may be empty
 */
public record Spec(String mode, boolean fsync, int payload, Path directory, String settings) {
    /** Nodes of every cluster. */
    public static final int NODES = 3;

    /** The class of durability, as in every table. */
    public String durability() {
        return fsync ? "fsync" : "page-cache";
    }
}
