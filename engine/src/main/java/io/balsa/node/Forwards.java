package io.balsa.node;

import io.balsa.api.Reason;
import io.balsa.codec.RequestKind;
import io.balsa.codec.RequestsEncoder;
import io.balsa.codec.RequestsEncoder.RequestEncoder;
import io.balsa.core.Envelope;
import io.balsa.core.Raft;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Commands of this process that this node cannot append itself now: they are held until a leader is known, passed on in one
 * frame a turn, and held on until they are answered, so that one that was refused can go to the next leader. When this node
 * becomes the leader, it appends those that were never sent. Loop thread.
 *
 * <p>A sent command may have been appended. It is sent again only after a refusal, and then under a new token and a new
 * sequence, so that neither a late answer nor a duplicated frame can be taken for the other attempt. Sequences rise in the order
 * of sending: a leader takes anything else for a duplicate.
 */
final class Forwards {
    private static final int TOKEN_OFFSET = 0;
    private static final int SENT_TERM_OFFSET = 8;
    private static final int HEADER_LENGTH = 16;
    private static final long NOT_SENT = 0;
    private static final int FRAME_OVERHEAD =
            Envelope.LENGTH + RequestsEncoder.BLOCK_LENGTH + RequestEncoder.HEADER_SIZE;
    private static final int REQUEST_OVERHEAD = RequestEncoder.sbeBlockLength() + RequestEncoder.payloadHeaderLength();
    private static final int MAX_REQUESTS = RequestEncoder.countMaxValue();

    private final ExpandableArrayBuffer frame = new ExpandableArrayBuffer(1024);
    private final RequestsEncoder requests = new RequestsEncoder();
    private final Context context;
    private final RecordQueue held;
    private final Calls calls;
    private final Submissions submissions;
    /** Nothing before this position waits to be sent. */
    private long unsentFrom;

    private long knownTerm;
    private int knownLeader;
    private long pausedUntilNs;
    private long lossDueNs;
    private boolean isLossDue;

    Forwards(Context context, RecordQueue held, Calls calls, Submissions submissions) {
        this.context = context;
        this.held = held;
        this.calls = calls;
        this.submissions = submissions;
    }

    /** Bytes of a frame that carries one command of that length. */
    static int frameLength(int payloadLength) {
        return FRAME_OVERHEAD + REQUEST_OVERHEAD + payloadLength;
    }

    /** Whether commands wait that were not sent yet; later ones go behind them. */
    boolean hasUnsent() {
        return Math.max(unsentFrom, held.head()) < held.tail();
    }

    /** Holds a command. @return false when there is no room */
    boolean hold(long token, DirectBuffer payload, int offset, int length) {
        Call call = calls.find(token);
        long position = call == null ? RecordQueue.FULL : held.claim(HEADER_LENGTH + Integer.BYTES + length);
        if (call == null || position == RecordQueue.FULL) {
            return false;
        }
        UnsafeBuffer buffer = held.buffer();
        int at = held.offset(position);
        buffer.putLong(at + TOKEN_OFFSET, token);
        buffer.putLong(at + SENT_TERM_OFFSET, NOT_SENT);
        buffer.putInt(at + HEADER_LENGTH, length);
        buffer.putBytes(at + HEADER_LENGTH + Integer.BYTES, payload, offset, length);
        call.heldAt = position;
        return true;
    }

    /** Passes on, or appends, what waits. @return commands that went on their way */
    int send() {
        if (held.isEmpty()) {
            return 0;
        }
        watchLeader();
        unsentFrom = Math.max(unsentFrom, held.head());
        boolean mayGo = context.leaderId() != 0 && context.clock().nowNs() - pausedUntilNs >= 0;
        if (unsentFrom == held.tail() || !mayGo) {
            return 0;
        }
        return context.isLeader() ? appendHere() : sendTo(context.leaderId());
    }

    /** The leader refused: it certainly did not append the command, which goes to the next. */
    void onRefused(Call call) {
        long position = call.heldAt;
        int at = held.offset(position);
        held.buffer().putLong(at + TOKEN_OFFSET, calls.renew(call));
        held.buffer().putLong(at + SENT_TERM_OFFSET, NOT_SENT);
        call.mayApply = false;
        unsentFrom = Math.min(unsentFrom, position);
        // Whoever refused is still taken for the leader here: do not ask again at once.
        pausedUntilNs = context.clock().nowNs() + context.raftConfig().heartbeatIntervalNs();
    }

    private void watchLeader() {
        long nowNs = context.clock().nowNs();
        long term = context.raft().term();
        int leader = context.leaderId();
        if (leader != 0 && (leader != knownLeader || term != knownTerm)) {
            knownLeader = leader;
            knownTerm = term;
            pausedUntilNs = nowNs;
            if (!isLossDue) {
                // The leader before may still answer: it learns the truth from its successor.
                isLossDue = true;
                lossDueNs = nowNs + context.raftConfig().electionTimeoutNs();
            }
        }
        if (isLossDue && nowNs - lossDueNs >= 0) {
            isLossDue = false;
            giveUpSentBefore(knownTerm);
        }
    }

    private void giveUpSentBefore(long term) {
        for (long position = held.head(); position < held.tail(); position = held.after(position)) {
            if (held.isInUse(position)) {
                int at = held.offset(position);
                long sentTerm = held.buffer().getLong(at + SENT_TERM_OFFSET);
                Call call = calls.find(held.buffer().getLong(at + TOKEN_OFFSET));
                if (call != null && sentTerm != NOT_SENT && sentTerm < term) {
                    calls.unknown(call, Reason.LEADER_LOST);
                }
            }
        }
    }

    private int appendHere() {
        int appended = 0;
        for (long position = unsentFrom; position < held.tail(); position = held.after(position)) {
            unsentFrom = position;
            if (isUnsent(position)) {
                int at = held.offset(position);
                long token = held.buffer().getLong(at + TOKEN_OFFSET);
                int length = held.buffer().getInt(at + HEADER_LENGTH);
                if (!appendHere(token, at + HEADER_LENGTH + Integer.BYTES, length)) {
                    return appended;
                }
                appended++;
            }
        }
        unsentFrom = held.tail();
        return appended;
    }

    private boolean appendHere(long token, int payloadOffset, int length) {
        long result = submissions.append(token, held.buffer(), payloadOffset, length);
        Call call = calls.find(token);
        if (result == Raft.BUSY || call == null) {
            return false;
        }
        held.release(call.heldAt);
        call.heldAt = -1;
        return true;
    }

    private int sendTo(int leader) {
        RequestEncoder request = requests.wrap(frame, Envelope.LENGTH).requestCount(MAX_REQUESTS);
        int maxLength = context.transport().maxFrameLength();
        int count = 0;
        long position = unsentFrom;
        for (; position < held.tail() && count < MAX_REQUESTS; position = held.after(position)) {
            if (isUnsent(position)) {
                int length = held.buffer().getInt(held.offset(position) + HEADER_LENGTH);
                if (requests.limit() + REQUEST_OVERHEAD + length > maxLength) {
                    break;
                }
                encode(request.next(), position, length);
                count++;
            }
        }
        request.resetCountToIndex();
        NodeLink link = context.links().to(leader);
        link.envelope(frame, RequestsEncoder.TEMPLATE_ID, RequestsEncoder.BLOCK_LENGTH);
        if (count > 0 && !link.send(frame, 0, requests.limit())) {
            return 0;
        }
        markSent(position);
        return count;
    }

    private void encode(RequestEncoder request, long position, int length) {
        int at = held.offset(position);
        long token = held.buffer().getLong(at + TOKEN_OFFSET);
        Call call = calls.find(token);
        long patienceNs = call == null ? 0 : call.deadlineNs - context.clock().nowNs();
        request.correlationId(token)
                .session(context.session())
                .sequence(submissions.nextSequence())
                .timeoutMs(Math.clamp(patienceNs / 1_000_000, 1, Integer.MAX_VALUE))
                .kind(RequestKind.SUBMIT)
                .putPayload(held.buffer(), at + HEADER_LENGTH + Integer.BYTES, length);
    }

    private void markSent(long end) {
        long term = context.raft().term();
        for (long position = unsentFrom; position < end; position = held.after(position)) {
            if (isUnsent(position)) {
                int at = held.offset(position);
                held.buffer().putLong(at + SENT_TERM_OFFSET, term);
                Call call = calls.find(held.buffer().getLong(at + TOKEN_OFFSET));
                if (call != null) {
                    call.mayApply = true;
                    context.counters().add(Counter.FORWARDED, 1);
                }
            }
        }
        unsentFrom = end;
    }

    private boolean isUnsent(long position) {
        return held.isInUse(position) && held.buffer().getLong(held.offset(position) + SENT_TERM_OFFSET) == NOT_SENT;
    }
}
