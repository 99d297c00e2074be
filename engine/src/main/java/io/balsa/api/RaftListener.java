package io.balsa.api;

import org.jspecify.annotations.Nullable;

/**
 * Hooks for an embedder. Called on a virtual thread of their own, in order, never on the loop: a slow listener delays only
 * the listeners.
 */
public interface RaftListener {
    /** This node's part changed. */
    default void onRole(RoleName role, long term) {}

    /** A leader of the term became known; 0 when none is known any more. */
    default void onLeader(int leaderId, long term) {}

    /** A configuration took effect here. */
    default void onMembership(Membership membership) {}

    /** The node has stopped: by {@code close} when {@code cause} is null, else because of it. */
    default void onStopped(@Nullable Throwable cause) {}
}
