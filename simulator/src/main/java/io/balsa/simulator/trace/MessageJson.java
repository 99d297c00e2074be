package io.balsa.simulator.trace;

import io.balsa.codec.AppendEntriesDecoder;
import io.balsa.codec.AppendReplyDecoder;
import io.balsa.codec.BooleanType;
import io.balsa.codec.MessageHeaderDecoder;
import io.balsa.codec.VoteKind;
import io.balsa.codec.VoteReplyDecoder;
import io.balsa.codec.VoteRequestDecoder;
import io.balsa.spi.EntryFrame;
import java.util.StringJoiner;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** What members say to each other as JSON, in the words of the specification ({@code docs/spec}). Reused; one thread. */
public final class MessageJson {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final VoteRequestDecoder voteRequest = new VoteRequestDecoder();
    private final VoteReplyDecoder voteReply = new VoteReplyDecoder();
    private final AppendEntriesDecoder append = new AppendEntriesDecoder();
    private final AppendReplyDecoder appendReply = new AppendReplyDecoder();
    private final EntryFrame entry = new EntryFrame();

    /** Null for a frame that is none of the specification's messages. Read indexes of the rounds of reads are left out. */
    public @Nullable String of(DirectBuffer frame) {
        header.wrap(frame, 0);
        return switch (header.templateId()) {
            case VoteRequestDecoder.TEMPLATE_ID -> voteRequest(frame);
            case VoteReplyDecoder.TEMPLATE_ID -> voteReply(frame);
            case AppendEntriesDecoder.TEMPLATE_ID -> append(frame);
            case AppendReplyDecoder.TEMPLATE_ID -> appendReply(frame);
            default -> null;
        };
    }

    private String voteRequest(DirectBuffer frame) {
        voteRequest.wrapAndApplyHeader(frame, 0, header);
        return begin("voteRequest", voteRequest.term())
                .add("kind", kind(voteRequest.kind()))
                .add("campaign", voteRequest.campaignId())
                .add("lastIndex", voteRequest.lastLogIndex())
                .add("lastTerm", voteRequest.lastLogTerm())
                .end();
    }

    private String voteReply(DirectBuffer frame) {
        voteReply.wrapAndApplyHeader(frame, 0, header);
        return begin("voteReply", voteReply.term())
                .add("kind", kind(voteReply.kind()))
                .add("campaign", voteReply.campaignId())
                .addRaw("granted", String.valueOf(voteReply.granted() == BooleanType.TRUE))
                .end();
    }

    private String append(DirectBuffer frame) {
        append.wrapAndApplyHeader(frame, 0, header);
        return begin("append", append.term())
                .add("request", append.requestId())
                .add("prevIndex", append.prevLogIndex())
                .add("prevTerm", append.prevLogTerm())
                .add("commit", append.leaderCommit())
                .addRaw("entries", terms(frame))
                .end();
    }

    private String terms(DirectBuffer frame) {
        int at = append.limit() + AppendEntriesDecoder.framesHeaderLength();
        int end = at + append.framesLength();
        StringJoiner terms = new StringJoiner(",", "[", "]");
        while (at < end) {
            entry.wrap(frame, at);
            terms.add(Long.toString(entry.term()));
            at += entry.frameLength();
        }
        return terms.toString();
    }

    private String appendReply(DirectBuffer frame) {
        appendReply.wrapAndApplyHeader(frame, 0, header);
        String result = switch (appendReply.result()) {
            case ACCEPTED -> "accepted";
            case CONFLICT -> "conflict";
            default -> "stale";
        };
        return begin("appendReply", appendReply.term())
                .add("request", appendReply.requestId())
                .add("result", result)
                .add("match", appendReply.matchIndex())
                .add("conflictTerm", appendReply.conflictTerm())
                .add("conflictIndex", appendReply.conflictIndex())
                .add("rejected", appendReply.rejectedIndex())
                .end();
    }

    private static String kind(VoteKind kind) {
        return kind == VoteKind.PRE_VOTE ? "prevote" : "vote";
    }

    private JsonLine begin(String type, long term) {
        return new JsonLine()
                .add("type", type)
                .add("from", header.sender())
                .add("to", header.receiver())
                .add("term", term);
    }
}
