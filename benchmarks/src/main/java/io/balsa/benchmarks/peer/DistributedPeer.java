package io.balsa.benchmarks.peer;

import java.time.Duration;

/** A peer whose nodes can also run in processes of their own. */
public interface DistributedPeer extends Peer {
    /**
     * Starts one node in this process and does not wait for the others.
     *
     * @param spec whose directory may hold what an earlier life of this node left
     */
    Node startNode(Spec spec, Members members, int node) throws Exception;

    /** Connects a client to nodes that run elsewhere, and waits until it can send. */
    Session connect(Spec spec, Members members, Replies replies) throws Exception;

    /** How long nothing may be heard from a leader before its followers act. */
    Duration electionTimeout(Spec spec);

    /** The mode of who chooses none. */
    String usualMode();

    /** Settings that undo what measurements of speed change about times: those of who sets none. */
    String usualSettings();
}
