package io.balsa.core;

import io.balsa.codec.AppendEntriesDecoder;
import io.balsa.codec.EntryType;
import io.balsa.spi.Checksum;
import io.balsa.spi.EntryFrame;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** The entries of one received append. Nothing of it is believed before {@link #isSound} has looked at every byte. */
final class AppendBatch {
    private final EntryFrame frame = new EntryFrame();
    private final Checksum checksum = new Checksum();
    private DirectBuffer buffer;
    private int offset;
    private int end;

    AppendBatch(DirectBuffer nothing) {
        buffer = nothing;
    }

    /**
     * Looks at the entries of an append.
     *
     * @param limit where the received bytes end
     * @return whether they are whole: as many as announced, consecutive after prevLogIndex, of terms that never fall and
     *     never exceed the append's, each of a known type and with a right checksum
     */
    boolean isSound(AppendEntriesDecoder append, int limit) {
        int head = append.limit() + AppendEntriesDecoder.framesHeaderLength();
        if (head > limit) {
            return false;
        }
        int length = append.framesLength();
        if (length < 0 || length > limit - head) {
            return false;
        }
        buffer = append.buffer();
        offset = head;
        end = head + length;
        return isSound(append.prevLogIndex(), append.prevLogTerm(), append.term(), append.entryCount());
    }

    private boolean isSound(long prevIndex, long prevTerm, long maxTerm, int count) {
        if (prevIndex < 0 || prevTerm < 0 || prevTerm > maxTerm) {
            return false;
        }
        int at = offset;
        long index = prevIndex;
        long term = prevTerm;
        while (at < end) {
            frame.wrap(buffer, at);
            boolean follows = frame.isValid(end - at, checksum)
                    && frame.index() == index + 1
                    && frame.term() >= term
                    && frame.term() <= maxTerm;
            if (!follows || !hasSoundPayload()) {
                return false;
            }
            index++;
            term = frame.term();
            at += frame.frameLength();
        }
        return index - prevIndex == count;
    }

    /** A right checksum is not enough for what the core itself reads: a later version may know more types. */
    private boolean hasSoundPayload() {
        int type = frame.typeRaw();
        if (type == EntryType.CONFIGURATION.value()) {
            return MembershipCodec.isSound(frame.buffer(), frame.offset(), frame.length());
        }
        return type == EntryType.COMMAND.value() || type == EntryType.NO_OP.value();
    }

    /** The first entry, or null when there is none. One flyweight is used for all. */
    @Nullable
    EntryFrame first() {
        return at(offset);
    }

    /** The entry after that one, or null. */
    @Nullable
    EntryFrame next(EntryFrame present) {
        return at(present.frameOffset() + present.frameLength());
    }

    private @Nullable EntryFrame at(int position) {
        return position < end ? frame.wrap(buffer, position) : null;
    }
}
