package io.balsa.node;

/** Why a frame was dropped before anything was allocated or changed for it. */
public enum DropReason {
    /** Shorter than its envelope. */
    SHORT,
    /** Another schema, or a version of it that never was. */
    SCHEMA,
    /** Another cluster or group. */
    CLUSTER,
    /** Meant for another node. */
    RECEIVER,
    /** From someone who is not a member, or from a client that says it is one. */
    SENDER,
    /** A template that does not belong on this stream. */
    TEMPLATE,
    /** Lengths that do not fit into the frame. */
    MALFORMED,
    /** From an earlier life of the sender's data directory than already heard of, or from none. */
    SENDER_INCARNATION,
    /** Meant for another life of this node. */
    RECEIVER_INCARNATION,
    /** From a client beyond {@code balsa.limits.max-clients}, or from one that never said hello. */
    CLIENT,
    /** Admitted, but what it says cannot be, found by the core; or a request in it of a kind that is not known. */
    CONTENT
}
