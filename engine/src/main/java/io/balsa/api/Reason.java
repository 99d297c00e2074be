package io.balsa.api;

/** Why a command was not applied, or why that is not known. The code is part of the wire protocol. */
public enum Reason {
    /** The node's bounded queue is full. Slow down, then submit again. */
    BUSY(1),
    /** Longer than {@code balsa.limits.max-command-length}. */
    TOO_LARGE(2),
    /** No leader is known at present. Submit again after a while. */
    NO_LEADER(3),
    /** The node asked is not the leader and could not pass the command on. Submit again. */
    NOT_LEADER(4),
    /** The caller's deadline passed. */
    DEADLINE(5),
    /** Another leader's entry was committed in its place: it will never be applied. */
    SUPERSEDED(6),
    /** The node or client is closed or closing. */
    CLOSED(7),
    /** The leader changed, or the way to it was lost, while the command was under way. */
    LEADER_LOST(8),
    /** The state machine threw while it answered the query. The node's log says more. */
    FAILED(9);

    private static final Reason[] BY_CODE = new Reason[10];

    static {
        for (Reason reason : values()) {
            BY_CODE[reason.code] = reason;
        }
    }

    private final int code;

    Reason(int code) {
        this.code = code;
    }

    /** The number that stands for this reason on the wire. */
    public int code() {
        return code;
    }

    /**
     * The reason of a code.
     *
     * @throws IllegalArgumentException when no reason has it
     */
    public static Reason of(int code) {
        if (code < 1 || code >= BY_CODE.length) {
            throw new IllegalArgumentException("no reason has the code " + code);
        }
        return BY_CODE[code];
    }
}
