package io.balsa.server.redis;

import io.balsa.api.OutcomeHandler;
import io.balsa.api.Reason;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one command, in its place among the answers of its connection. Made by the reader, completed once by the
 * node's loop (or by the reader), sent by the sender.
 */
final class Reply implements OutcomeHandler {
    /** Where the answer comes from, which is what orders it against others. */
    enum Kind {
        /** The reader itself. */
        LOCAL,
        /** The log, and it may have changed something. */
        WRITE,
        /** The log, only to keep its place. */
        LOGGED_READ,
        /** A query. */
        QUERY;

        boolean isLogged() {
            return this == WRITE || this == LOGGED_READ;
        }
    }

    /** What is counted for holding a reply, beyond its bytes. */
    static final int OVERHEAD = 64;

    private static final byte[] NONE = {};
    private static final byte[][] SINGLES = new byte[256][];

    static {
        for (int i = 0; i < SINGLES.length; i++) {
            SINGLES[i] = new byte[] {(byte) i};
        }
    }

    private final ReplyQueue queue;
    final Kind kind;
    final Shape shape;
    /** Of the protocol, when the command was read. */
    final int version;
    /** Whether the connection ends after it. */
    final boolean last;

    volatile @Nullable Reply next;

    private byte[] bytes = NONE;
    private @Nullable Reason reason;
    private boolean unknown;
    private volatile boolean done;

    Reply(ReplyQueue queue, Kind kind, Shape shape, int version) {
        this.queue = queue;
        this.kind = kind;
        this.shape = shape;
        this.version = version;
        this.last = false;
    }

    /** A finished one. @param bytes what is sent as it is */
    Reply(ReplyQueue queue, byte[] bytes, boolean last) {
        this.queue = queue;
        this.kind = Kind.LOCAL;
        this.shape = Shape.PLAIN;
        this.version = 2;
        this.last = last;
        this.bytes = bytes;
        this.done = true;
    }

    @Override
    public void onApplied(long correlationId, long index, DirectBuffer result, int offset, int length) {
        if (queue.mayHold(length + OVERHEAD)) {
            bytes = length == 1 ? SINGLES[result.getByte(offset) & 0xff] : copy(result, offset, length);
        }
        finish();
    }

    @Override
    public void onNotAppended(long correlationId, Reason why) {
        finishWithout(why);
    }

    @Override
    public void onUnknown(long correlationId, Reason why) {
        unknown = true;
        finishWithout(why);
    }

    boolean isDone() {
        return done;
    }

    /** What the store answered, or the reply itself when {@link Kind#LOCAL}. */
    byte[] bytes() {
        return bytes;
    }

    /** Why there is no answer; null when there is one. */
    @Nullable
    Reason reason() {
        return reason;
    }

    /** Whether nobody can say if the command was applied. */
    boolean isUnknown() {
        return unknown;
    }

    private void finishWithout(Reason why) {
        queue.mayHold(OVERHEAD);
        reason = why;
        finish();
    }

    private void finish() {
        done = true;
        queue.completed(this);
    }

    private static byte[] copy(DirectBuffer result, int offset, int length) {
        byte[] copy = new byte[length];
        result.getBytes(offset, copy);
        return copy;
    }
}
