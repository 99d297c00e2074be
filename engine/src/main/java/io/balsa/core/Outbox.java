package io.balsa.core;

import io.balsa.codec.AppendEntriesEncoder;
import io.balsa.codec.AppendReplyEncoder;
import io.balsa.codec.AppendResult;
import io.balsa.codec.BooleanType;
import io.balsa.codec.VoteKind;
import io.balsa.codec.VoteReplyEncoder;
import io.balsa.codec.VoteRequestEncoder;
import io.balsa.spi.Transport;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Encodes what the core says to a peer and hands it to the transport. Every method returns false when the link had no
 * room: nothing was sent, and nothing may be noted as sent.
 */
final class Outbox {
    static final int HEAD_LENGTH =
            Envelope.LENGTH + AppendEntriesEncoder.BLOCK_LENGTH + AppendEntriesEncoder.framesHeaderLength();

    private final Transport transport;
    private final Envelope envelope;
    private final ExpandableArrayBuffer frame = new ExpandableArrayBuffer(256);
    private final VoteRequestEncoder voteRequest = new VoteRequestEncoder();
    private final VoteReplyEncoder voteReply = new VoteReplyEncoder();
    private final AppendEntriesEncoder append = new AppendEntriesEncoder();
    private final AppendReplyEncoder appendReply = new AppendReplyEncoder();

    Outbox(Transport transport, Envelope envelope) {
        this.transport = transport;
        this.envelope = envelope;
    }

    Envelope envelope() {
        return envelope;
    }

    /** Most bytes of entries that fit one append. */
    int maxFramesLength() {
        return transport.maxFrameLength() - HEAD_LENGTH;
    }

    VoteRequestEncoder voteRequest() {
        return voteRequest.wrap(frame, Envelope.LENGTH);
    }

    boolean sendVoteRequest(int peer) {
        return send(peer, VoteRequestEncoder.TEMPLATE_ID, VoteRequestEncoder.BLOCK_LENGTH);
    }

    boolean sendVoteReply(int peer, long term, long campaignId, VoteKind kind, boolean granted) {
        voteReply
                .wrap(frame, Envelope.LENGTH)
                .term(term)
                .campaignId(campaignId)
                .kind(kind)
                .granted(granted ? BooleanType.TRUE : BooleanType.FALSE);
        return send(peer, VoteReplyEncoder.TEMPLATE_ID, VoteReplyEncoder.BLOCK_LENGTH);
    }

    /** The caller fills every field, then calls {@link #sendAppend}. */
    AppendEntriesEncoder append() {
        return append.wrap(frame, Envelope.LENGTH);
    }

    boolean sendAppend(int peer, DirectBuffer frames, int offset, int length) {
        envelope.write(frame, peer, AppendEntriesEncoder.TEMPLATE_ID, AppendEntriesEncoder.BLOCK_LENGTH);
        frame.putInt(HEAD_LENGTH - AppendEntriesEncoder.framesHeaderLength(), length, AppendEntriesEncoder.BYTE_ORDER);
        return length == 0
                ? transport.send(peer, frame, 0, HEAD_LENGTH)
                : transport.send(peer, frame, 0, HEAD_LENGTH, frames, offset, length);
    }

    /** Every field set to what says nothing; the caller overwrites what its result needs. */
    AppendReplyEncoder appendReply(AppendResult result, long term, long requestId, long readRound) {
        return appendReply
                .wrap(frame, Envelope.LENGTH)
                .term(term)
                .requestId(requestId)
                .readRound(readRound)
                .matchIndex(0)
                .conflictTerm(0)
                .conflictIndex(0)
                .rejectedIndex(0)
                .result(result);
    }

    boolean sendAppendReply(int peer) {
        return send(peer, AppendReplyEncoder.TEMPLATE_ID, AppendReplyEncoder.BLOCK_LENGTH);
    }

    private boolean send(int peer, int templateId, int blockLength) {
        envelope.write(frame, peer, templateId, blockLength);
        return transport.send(peer, frame, 0, Envelope.LENGTH + blockLength);
    }
}
