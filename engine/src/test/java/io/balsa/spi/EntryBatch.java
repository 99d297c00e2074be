package io.balsa.spi;

import io.balsa.codec.EntryType;
import java.nio.charset.StandardCharsets;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Builds runs of entry frames for tests. */
public final class EntryBatch {
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final EntryFrame.Writer writer = new EntryFrame.Writer();
    private final long firstIndex;
    private long nextIndex;
    private int length;

    private EntryBatch(long firstIndex) {
        this.firstIndex = firstIndex;
        this.nextIndex = firstIndex;
    }

    /** The cluster time of the entry of that index. */
    public static long timeMsOf(long index) {
        return 1_000 + index;
    }

    /** Begins a run. */
    public static EntryBatch from(long firstIndex) {
        return new EntryBatch(firstIndex);
    }

    /** Commands of that term, one for each payload. */
    public EntryBatch commands(long term, String... payloads) {
        for (String payload : payloads) {
            add(EntryType.COMMAND, term, payload.getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    public EntryBatch add(EntryType type, long term, byte[] payload) {
        writer.origin(7, nextIndex, timeMsOf(nextIndex));
        buffer.checkLimit(length + EntryFrame.frameLength(payload.length));
        length += writer.write(buffer, length, type, nextIndex++, term, new UnsafeBuffer(payload));
        return this;
    }

    /** Appends the run and returns the position after it. */
    public long appendTo(Journal journal) {
        return journal.append(buffer, 0, length, firstIndex, lastIndex());
    }

    public long firstIndex() {
        return firstIndex;
    }

    public long lastIndex() {
        return nextIndex - 1;
    }

    public byte[] bytes() {
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}
