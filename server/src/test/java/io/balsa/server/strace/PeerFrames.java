package io.balsa.server.strace;

import io.balsa.codec.AppendEntriesDecoder;
import io.balsa.codec.AppendReplyDecoder;
import io.balsa.codec.AppendResult;
import io.balsa.codec.MessageHeaderDecoder;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** The messages of Raft in one datagram of Aeron. Messages of more than one datagram are passed over. */
final class PeerFrames {
    private static final int FLAGS_AT = 5;
    private static final int TYPE_AT = 6;
    private static final int HEADER_LENGTH = 32;
    private static final int DATA = 1;
    private static final int WHOLE = 0xc0;

    private final AppendEntriesDecoder entries = new AppendEntriesDecoder();
    private final AppendReplyDecoder reply = new AppendReplyDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    /**
     * Reads a datagram.
     *
     * @param lastEntry gets the index of the last entry that an AppendEntries brings
     * @param match     gets the index up to which an AppendReply acknowledges
     */
    void read(byte[] datagram, LongConsumer lastEntry, LongConsumer match) {
        UnsafeBuffer bytes = new UnsafeBuffer(datagram);
        int length;
        for (int at = 0; at + HEADER_LENGTH <= datagram.length; at += BitUtil.align(length, HEADER_LENGTH)) {
            length = bytes.getInt(at, ByteOrder.LITTLE_ENDIAN);
            if (length < HEADER_LENGTH || length > datagram.length - at) {
                return;
            }
            boolean whole = (bytes.getByte(at + FLAGS_AT) & WHOLE) == WHOLE;
            boolean data = bytes.getShort(at + TYPE_AT, ByteOrder.LITTLE_ENDIAN) == DATA;
            if (whole && data && length >= HEADER_LENGTH + MessageHeaderDecoder.ENCODED_LENGTH) {
                message(bytes, at + HEADER_LENGTH, lastEntry, match);
            }
        }
    }

    private void message(UnsafeBuffer bytes, int at, LongConsumer lastEntry, LongConsumer match) {
        header.wrap(bytes, at);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            return;
        }
        if (header.templateId() == AppendEntriesDecoder.TEMPLATE_ID) {
            entries.wrapAndApplyHeader(bytes, at, header);
            if (entries.entryCount() > 0) {
                lastEntry.accept(entries.prevLogIndex() + entries.entryCount());
            }
        } else if (header.templateId() == AppendReplyDecoder.TEMPLATE_ID) {
            reply.wrapAndApplyHeader(bytes, at, header);
            if (reply.result() == AppendResult.ACCEPTED) {
                match.accept(reply.matchIndex());
            }
        }
    }
}
