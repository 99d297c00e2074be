package io.balsa.client;

import io.balsa.api.Reason;
import io.balsa.node.CallDesk;
import io.balsa.node.CallForms;
import io.balsa.node.RecordQueue;
import org.agrona.DirectBuffer;

/**
 * The requests of all open calls, with their payloads, until they are answered: those to be sent, in order, and those that
 * were. On the wire a request is known by its call's token, and by a new one each time it is sent again, so that an answer to
 * an earlier sending, late or repeated, finds nobody; that is what allows to say of one that it was certainly not appended.
 * A command's sequence is new at each sending too: a node takes one that does not rise for a duplicate.
 *
 * <p>What is to be sent is handed out by the position of its record, where everything stands that a frame needs: looking up
 * the call again for each field would miss the cache again and again while thousands are under way. Loop thread.
 */
final class Requests {
    private static final int TOKEN = 0;
    private static final int KIND = 8;
    private static final int LENGTH = 12;
    private static final int SENT = 16;
    private static final int DEADLINE = 24;
    private static final int HEADER_LENGTH = 32;
    /** No position. */
    static final long NONE = -1;

    private final CallDesk desk;
    private final RecordQueue records;
    private final PositionDeque toSend = new PositionDeque(this::isOpen);
    private long sequence;

    Requests(CallDesk desk) {
        this.desk = desk;
        this.records = desk.held();
    }

    /** Takes over a call, to be sent. */
    void add(long token, int kind, DirectBuffer payload, int offset, int length) {
        long position = records.claim(HEADER_LENGTH + length);
        if (position == RecordQueue.FULL) {
            desk.notAppended(token, Reason.BUSY);
            return;
        }
        int record = records.offset(position);
        records.buffer().putLong(record + TOKEN, token);
        records.buffer().putInt(record + KIND, kind);
        records.buffer().putInt(record + LENGTH, length);
        records.buffer().putInt(record + SENT, 0);
        records.buffer().putBytes(record + HEADER_LENGTH, payload, offset, length);
        desk.hold(token, position);
        records.buffer().putLong(record + DEADLINE, desk.deadlineNs(token, 0));
        toSend.addLast(position);
    }

    /**
     * The next request to send whose caller still waits, taken out. One that lost patience before it could be sent is told so.
     *
     * @return its position, valid during this turn, or {@link #NONE}
     */
    long poll(long nowNs) {
        while (!toSend.isEmpty()) {
            long position = toSend.pollFirst();
            if (isOpen(position)) {
                if (deadlineNs(position) - nowNs > 0) {
                    return position;
                }
                desk.notAppended(token(position), Reason.DEADLINE);
            }
        }
        return NONE;
    }

    /** Whether {@link #poll} may find one. */
    boolean isAnyToSend() {
        return !toSend.isEmpty();
    }

    /** Puts a request that was taken out back, before all others. */
    void putBack(long position) {
        toSend.addFirst(position);
    }

    /** The request left. */
    void sent(long position) {
        setSent(records.offset(position), 1);
        desk.mayApply(token(position), isCommand(position));
    }

    /** Whether that is a request that was sent, and that nobody answered. */
    boolean isSent(long token) {
        long position = desk.heldAt(token);
        return position >= 0 && isSentAt(position);
    }

    /** Whether any node owes an answer. */
    boolean hasSent() {
        for (long position = records.head(); position < records.tail(); position = records.after(position)) {
            if (isSentAt(position)) {
                return true;
            }
        }
        return false;
    }

    /** What was sent had certainly no effect: send it again, after what waits. */
    void sendAgain(long token) {
        long fresh = desk.renew(token);
        long position = desk.heldAt(fresh);
        int record = records.offset(position);
        records.buffer().putLong(record + TOKEN, fresh);
        setSent(record, 0);
        desk.mayApply(fresh, false);
        toSend.addLast(position);
    }

    /** No answer can come any more: queries are sent again, and of commands nobody knows. */
    void loseSent() {
        for (long position = records.head(); position < records.tail(); ) {
            long next = records.after(position);
            if (isSentAt(position)) {
                if (isCommand(position)) {
                    desk.unknown(token(position), Reason.LEADER_LOST);
                } else {
                    sendAgain(token(position));
                }
            }
            position = next;
        }
    }

    /** The sequence to send a request with now; 0 for a query, which may come twice. */
    long nextSequence(long position) {
        return isCommand(position) ? ++sequence : 0;
    }

    /** Whether the request of an open call is a query. */
    boolean isQuery(long token) {
        return !isCommand(desk.heldAt(token));
    }

    boolean isCommand(long position) {
        return records.buffer().getInt(records.offset(position) + KIND) == CallForms.SUBMIT;
    }

    /** How the call is known now. */
    long token(long position) {
        return records.buffer().getLong(records.offset(position) + TOKEN);
    }

    /** Until when the caller waits. */
    long deadlineNs(long position) {
        return records.buffer().getLong(records.offset(position) + DEADLINE);
    }

    int payloadLength(long position) {
        return records.buffer().getInt(records.offset(position) + LENGTH);
    }

    /** Where the payload begins in {@link #buffer()}. */
    int payloadOffset(long position) {
        return records.offset(position) + HEADER_LENGTH;
    }

    /** Holds the payloads; another one after {@link #add}. */
    DirectBuffer buffer() {
        return records.buffer();
    }

    /** Whether the record still is there: it goes when its call is resolved. */
    private boolean isOpen(long position) {
        return position >= records.head() && records.isInUse(position);
    }

    private boolean isSentAt(long position) {
        return records.isInUse(position) && records.buffer().getInt(records.offset(position) + SENT) == 1;
    }

    private void setSent(int record, int sent) {
        records.buffer().putInt(record + SENT, sent);
    }
}
