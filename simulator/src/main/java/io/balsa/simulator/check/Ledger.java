package io.balsa.simulator.check;

import io.balsa.spi.Checksum;
import io.balsa.spi.EntryFrame;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Every entry that any node ever wrote, those included that were lost: by index and term. */
final class Ledger {
    private @Nullable Entry[] newest = new Entry[256];

    private final Checksum checksums = new Checksum();

    /** Of the bytes as they are, whatever the checksum among them says. */
    private record Hashes(int frame, int payload) {}

    /** An entry, and the term of the one before it. */
    static final class Entry {
        private final @Nullable Entry before;
        final long term;
        final long previousTerm;
        final int frame;
        final int length;
        final boolean isCommand;
        final int payload;
        final long session;
        final long sequence;

        Entry(@Nullable Entry before, EntryFrame frame, long previousTerm, Hashes hashes) {
            this.before = before;
            this.term = frame.term();
            this.previousTerm = previousTerm;
            this.frame = hashes.frame();
            this.length = frame.frameLength();
            this.isCommand = frame.isCommand();
            this.payload = hashes.payload();
            this.session = frame.session();
            this.sequence = frame.sequence();
        }
    }

    /** Null when nobody ever wrote it. */
    @Nullable
    Entry find(long index, long term) {
        Entry entry = index < newest.length ? newest[(int) index] : null;
        while (entry != null && entry.term != term) {
            entry = entry.before;
        }
        return entry;
    }

    /** What {@link Entry#frame} is for a frame like that. */
    int hashOf(EntryFrame frame) {
        return hashOf(frame.buffer(), frame.frameOffset(), frame.frameLength());
    }

    /** What {@link Entry#payload} is for a payload like that. */
    int hashOf(DirectBuffer buffer, int offset, int length) {
        return checksums.of(buffer, offset, length);
    }

    void add(EntryFrame frame, long previousTerm) {
        int index = Math.toIntExact(frame.index());
        if (index >= newest.length) {
            newest = Arrays.copyOf(newest, Math.max(2 * newest.length, index + 1));
        }
        int payload = hashOf(frame.buffer(), frame.offset(), frame.length());
        newest[index] = new Entry(newest[index], frame, previousTerm, new Hashes(hashOf(frame), payload));
    }
}
