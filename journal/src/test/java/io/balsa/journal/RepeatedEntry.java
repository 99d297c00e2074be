package io.balsa.journal;

import io.balsa.codec.EntryType;
import io.balsa.spi.EntryFrame;
import io.balsa.spi.Journal;
import io.balsa.spi.JournalEvents;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Appends entries of 256 bytes, one by one, without allocating. */
final class RepeatedEntry {
    private final EntryFrame.Writer writer = new EntryFrame.Writer();
    private final UnsafeBuffer frame = new UnsafeBuffer(ByteBuffer.allocateDirect(1024));
    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[256]);
    private long index;

    void append(Journal journal, JournalEvents events) {
        index++;
        int length = writer.write(frame, 0, EntryType.COMMAND, index, 1, payload);
        journal.append(frame, 0, length, index, index);
        journal.flush();
        journal.poll(events);
    }
}
