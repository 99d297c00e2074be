package io.balsa.server.kv;

import io.balsa.api.ResultWriter;
import java.nio.ByteOrder;
import java.util.Objects;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one answer, as {@link Result} describes, and never more than the engine takes: an exception while a command is
 * applied would halt the node. Lists are gathered aside, because what was given to a {@link ResultWriter} stays.
 */
final class Answer {
    private static final int INITIAL_LENGTH = 512;
    private static final int LONGEST_KEPT = 1 << 20;
    /** Tag and cursor. */
    private static final int OVERHEAD = 1 + Long.BYTES;

    private static final int LONGEST_VARINT = 5;

    private final int limit;
    private @Nullable ResultWriter result;
    private ExpandableArrayBuffer list = new ExpandableArrayBuffer(INITIAL_LENGTH);
    private int listLength;

    /** @param limit bytes of the longest answer; {@code balsa.limits.max-result-length} */
    Answer(int limit) {
        this.limit = limit;
    }

    Answer wrap(ResultWriter result) {
        this.result = result;
        return this;
    }

    void put(byte tag) {
        out().putByte(tag);
    }

    void putInteger(long value) {
        out().putByte(Result.INTEGER).putLong(value);
    }

    /** Answers that the request is malformed, unless it is well formed. */
    boolean refusedUnless(boolean wellFormed) {
        if (!wellFormed) {
            put(Result.MALFORMED);
        }
        return !wellFormed;
    }

    void putValueOrNil(@Nullable Entry entry) {
        if (entry == null) {
            put(Result.NIL);
            return;
        }
        if (entry.valueLength > limit - KeyValueStore.ANSWER_OVERHEAD) {
            put(Result.ANSWER_TOO_LARGE);
            return;
        }
        out().putByte(Result.BYTES).putBytes(entry.value, 0, entry.valueLength);
    }

    void beginList() {
        listLength = 0;
        if (list.capacity() > LONGEST_KEPT) {
            list = new ExpandableArrayBuffer(INITIAL_LENGTH);
        }
    }

    /** Whether an element of that length still fits in the list. */
    boolean fits(int length) {
        return listLength + LONGEST_VARINT + length <= limit - OVERHEAD;
    }

    void addNil() {
        list.putByte(listLength++, (byte) 0);
    }

    void add(byte[] bytes, int length) {
        int rest = length + 1;
        while (rest > 0x7f) {
            list.putByte(listLength++, (byte) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        list.putByte(listLength++, (byte) rest);
        list.putBytes(listLength, bytes, 0, length);
        listLength += length;
    }

    void putList() {
        out().putByte(Result.LIST).putBytes(list, 0, listLength);
    }

    void putScan(long cursor) {
        list.putLong(listLength, cursor, ByteOrder.LITTLE_ENDIAN);
        out().putByte(Result.SCAN).putBytes(list, 0, listLength + Long.BYTES);
    }

    private ResultWriter out() {
        return Objects.requireNonNull(result);
    }
}
