package io.balsa.journal.chronicle;

import org.agrona.MutableDirectBuffer;

/** Writes the cycle files of one life. Loop thread, after whoever opened it. */
sealed interface CycleWriter extends AutoCloseable permits MappedWriter, ChannelWriter {
    /** Bytes that segment sizes are multiples of. */
    int BLOCK = 64 * 1024;

    /** What is used of a file at most, bytes. */
    static int blockSize(int segmentSize) {
        return (segmentSize + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** The next claim goes to that file, whose beginning is allocated. */
    void roll(PreparedFile file);

    /** Claims space, with whatever is there, and returns where it lies in the buffer. */
    int claim(int length);

    /** Where in the file the claimed space is. */
    int offset();

    /** Where claimed space lies; valid until the next claim. */
    MutableDirectBuffer buffer();

    /** Publishes what was claimed. */
    void commit(int length);

    /** Offset after the last record. */
    int end();

    @Override
    void close();
}
