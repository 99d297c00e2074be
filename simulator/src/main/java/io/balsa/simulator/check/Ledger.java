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

    /** An entry, and the term of the one before it. */
    static final class Entry {
        private final @Nullable Entry before;
        final long term;
        final long previousTerm;
        final int checksum;
        final int length;
        final boolean isCommand;
        final int payload;
        final long session;
        final long sequence;

        Entry(@Nullable Entry before, EntryFrame frame, long previousTerm, int payload) {
            this.before = before;
            this.term = frame.term();
            this.previousTerm = previousTerm;
            this.checksum = frame.checksum();
            this.length = frame.frameLength();
            this.isCommand = frame.isCommand();
            this.payload = payload;
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

    /** What {@link Entry#payload} is for a payload like that. */
    int hashOf(DirectBuffer buffer, int offset, int length) {
        return checksums.of(buffer, offset, length);
    }

    void add(EntryFrame frame, long previousTerm) {
        int index = Math.toIntExact(frame.index());
        if (index >= newest.length) {
            newest = Arrays.copyOf(newest, Math.max(2 * newest.length, index + 1));
        }
        newest[index] =
                new Entry(newest[index], frame, previousTerm, hashOf(frame.buffer(), frame.offset(), frame.length()));
    }
}
