package io.balsa.benchmarks.core;

import io.balsa.codec.AppendEntriesDecoder;
import io.balsa.codec.AppendEntriesEncoder;
import io.balsa.codec.AppendReplyEncoder;
import io.balsa.codec.AppendResult;
import io.balsa.codec.BooleanType;
import io.balsa.codec.MessageHeaderDecoder;
import io.balsa.codec.VoteReplyEncoder;
import io.balsa.codec.VoteRequestDecoder;
import io.balsa.codec.VoteRequestEncoder;
import io.balsa.core.Envelope;
import io.balsa.core.Raft;
import io.balsa.spi.NodeIdentity;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Followers 2 and 3 as a leader sees them: they grant every vote and accept every append, when told to {@link #answer}. */
final class ScriptedPeers extends SilentTransport {
    private static final int FIRST = 2;
    private static final int COUNT = 2;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AppendEntriesDecoder append = new AppendEntriesDecoder();
    private final VoteRequestDecoder voteRequest = new VoteRequestDecoder();
    private final AppendReplyEncoder appendReply = new AppendReplyEncoder();
    private final VoteReplyEncoder voteReply = new VoteReplyEncoder();
    private final UnsafeBuffer[] replies = new UnsafeBuffer[COUNT];
    private final int[] replyLengths = new int[COUNT];
    private final Envelope[] envelopes = new Envelope[COUNT];

    ScriptedPeers() {
        for (int i = 0; i < COUNT; i++) {
            replies[i] = new UnsafeBuffer(new byte[256]);
            envelopes[i] = new Envelope(new NodeIdentity(CoreSetup.CLUSTER, 0, FIRST + i), 1);
        }
    }

    @Override
    void onHead(int nodeId, DirectBuffer head, int offset) {
        header.wrap(head, offset);
        int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        int peer = nodeId - FIRST;
        switch (header.templateId()) {
            case AppendEntriesEncoder.TEMPLATE_ID -> {
                append.wrap(head, body, header.blockLength(), header.version());
                accept(peer);
            }
            case VoteRequestEncoder.TEMPLATE_ID -> {
                voteRequest.wrap(head, body, header.blockLength(), header.version());
                grant(peer);
            }
            default -> throw new IllegalStateException("a leader does not send template " + header.templateId());
        }
    }

    private void accept(int peer) {
        write(peer, AppendReplyEncoder.TEMPLATE_ID, AppendReplyEncoder.BLOCK_LENGTH);
        appendReply
                .wrap(replies[peer], Envelope.LENGTH)
                .term(append.term())
                .requestId(append.requestId())
                .readRound(append.readRound())
                .matchIndex(append.prevLogIndex() + append.entryCount())
                .conflictTerm(0)
                .conflictIndex(0)
                .rejectedIndex(0)
                .result(AppendResult.ACCEPTED);
    }

    private void grant(int peer) {
        write(peer, VoteReplyEncoder.TEMPLATE_ID, VoteReplyEncoder.BLOCK_LENGTH);
        voteReply
                .wrap(replies[peer], Envelope.LENGTH)
                .term(voteRequest.term())
                .campaignId(voteRequest.campaignId())
                .kind(voteRequest.kind())
                .granted(BooleanType.TRUE);
    }

    private void write(int peer, int templateId, int blockLength) {
        envelopes[peer].write(replies[peer], CoreSetup.LEADER, templateId, blockLength);
        replyLengths[peer] = Envelope.LENGTH + blockLength;
    }

    /** Delivers each peer's answer to what it was sent last. */
    void answer(Raft raft) {
        for (int i = 0; i < COUNT; i++) {
            int length = replyLengths[i];
            if (length > 0) {
                replyLengths[i] = 0;
                raft.onMessage(replies[i], 0, length);
            }
        }
    }
}
