package io.balsa.simulator;

/** Where a client's calls go: into a node's process, or into a process of the client's own. */
interface Caller {
    /** Takes a call; the outcome is told to its client. @return false when it is refused */
    boolean call(Operation operation);

    /** Whether the process runs. */
    boolean isUp();

    /** The node of the process; 0 for none. */
    int nodeId();
}
