package io.balsa.journal;

import java.io.IOException;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the record log needs from a disk: numbered segments of records that are only appended to, and small notes. Chronicle
 * Queue stands behind it in production, memory in tests, a simulated disk in simulation. A store knows nothing of what a
 * record means. Methods belong to the loop unless they say "any thread". Every failure is a {@link
 * io.balsa.spi.JournalException} or an {@link IOException} with a message for users.
 */
public interface RecordStore extends AutoCloseable {
    /** Segments that are there, lowest number first, whatever state a crash left them in. */
    List<Long> segments();

    /** File or other name of a segment, for messages. Any thread. */
    String nameOf(long segment);

    /** Opens a segment for reading, also the one that is being written. Any thread. */
    SegmentBytes read(long segment) throws IOException;

    /** Begins a segment, which must not exist; claims go there from now on. */
    void begin(long segment);

    /** Whether the segment that was begun last has room for a record of that length. */
    boolean fits(int length);

    /**
     * Claims space for the next record in {@link #buffer()}, with whatever is there; waits, bounded, until the space is really allocated.
     *
     * @return offset in the buffer
     */
    int claim(int length);

    /** Offset in its segment of the record that was claimed last. */
    int offset();

    /** Where claimed space lies; valid until the next claim. */
    MutableDirectBuffer buffer();

    /** Publishes the record that was claimed last, of that length. */
    void commit(int length);

    /** Returns once everything committed to that segment before the call, and its name, are durable. Any thread. */
    void force(long segment) throws IOException;

    /**
     * Writes bytes where they are already. The next {@link #force} of that segment then covers them, even after one that failed
     * and left pages that the system takes for written. Before the first {@link #begin}.
     *
     * @param offset in the segment
     * @param bytes  from their first on
     */
    void rewrite(long segment, int offset, DirectBuffer bytes, int length) throws IOException;

    /** Deletes a segment and returns once that is durable; a deletion that failed can be tried again. Any thread. */
    void delete(long segment) throws IOException;

    /** The note of that name, or null. */
    byte @Nullable [] note(String name) throws IOException;

    /** Replaces the note of that name, as a whole, and returns once it is durable. */
    void note(String name, byte[] content) throws IOException;

    /** The last mark that is readable; 0 for none. */
    long mark() throws IOException;

    /** Notes how far the stream is known to be durable. Cheap, may be lost by a power cut, never torn. Any thread, one at a time. */
    void mark(long position) throws IOException;

    /** Releases everything after a bounded wait. Idempotent. */
    @Override
    void close();
}
