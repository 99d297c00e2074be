package io.balsa.journal;

import io.balsa.config.Rules;
import java.nio.file.Path;

/**
 * {@code balsa.journal}: where the journal lives and what it may use.
 *
 * @param directory       of this node alone; created when missing
 * @param durability      when a write counts as durable
 * @param writeMode       how records get into the page cache
 * @param segmentSize     bytes of one file, after which the next begins; whole files are purged
 * @param maxRecordLength bytes of one record; longer batches become several records; at most a quarter of a segment
 * @param prepareAhead    bytes that are allocated ahead of the writes, where that is done
 * @param prepareBelow    bytes that a sync covers on average from which on nothing is allocated ahead, where records need not be
 * @param indexEntries    most entries of the in-memory index that cold reads start from; when full it becomes coarser
 * @param stallNs         most that one write waits for space to be allocated
 * @param closeNs         most that close waits for each helper thread
 * @param lockNs          most that open waits for another process to release the directory
 */
public record JournalConfig(
        Path directory,
        Durability durability,
        WriteMode writeMode,
        int segmentSize,
        int maxRecordLength,
        int prepareAhead,
        int prepareBelow,
        int indexEntries,
        long stallNs,
        long closeNs,
        long lockNs) {
    /** Least bytes of a segment. */
    public static final int MIN_SEGMENT_SIZE = 256 * 1024;
    /** Most bytes of a segment. */
    public static final int MAX_SEGMENT_SIZE = 1 << 30;

    /** Least length of the longest record, bytes. */
    public static final int MIN_RECORD_LENGTH = 4 * 1024;

    private static final long SECOND_NS = 1_000_000_000L;

    /** @throws IllegalArgumentException when the values do not fit together; the message has a line for each reason */
    public JournalConfig {
        new Rules("balsa.journal")
                .require(
                        segmentSize >= MIN_SEGMENT_SIZE && segmentSize <= MAX_SEGMENT_SIZE,
                        "must be " + MIN_SEGMENT_SIZE + " to " + MAX_SEGMENT_SIZE + " bytes",
                        "segment-size")
                .require(
                        maxRecordLength >= MIN_RECORD_LENGTH,
                        "must be " + MIN_RECORD_LENGTH + " bytes or more",
                        "max-record-length")
                .require(
                        maxRecordLength <= segmentSize / 4,
                        "must fit into a quarter of segment-size; use at most " + segmentSize / 4
                                + " bytes or larger segments",
                        "max-record-length",
                        "segment-size")
                .require(prepareAhead > 0, "must be positive", "prepare-ahead")
                .require(prepareBelow > 0, "must be positive", "prepare-below")
                .require(indexEntries > 0, "must be positive", "index-entries")
                .enforce();
    }

    /** The defaults of reference.conf, in that directory. */
    public static JournalConfig of(Path directory) {
        return new JournalConfig(
                directory,
                Durability.FSYNC,
                WriteMode.CHANNEL,
                64 << 20,
                8 << 20,
                4 << 20,
                64 << 10,
                1 << 16,
                10 * SECOND_NS,
                5 * SECOND_NS,
                2 * SECOND_NS);
    }

    /** The same in another directory. */
    public JournalConfig in(Path other) {
        return new JournalConfig(
                other,
                durability,
                writeMode,
                segmentSize,
                maxRecordLength,
                prepareAhead,
                prepareBelow,
                indexEntries,
                stallNs,
                closeNs,
                lockNs);
    }

    /** The same with another durability. */
    public JournalConfig withDurability(Durability other) {
        return with(other, writeMode, segmentSize, maxRecordLength, prepareAhead);
    }

    /** The same with another way to write. */
    public JournalConfig withWriteMode(WriteMode other) {
        return with(durability, other, segmentSize, maxRecordLength, prepareAhead);
    }

    /** The same with other sizes, in bytes. */
    public JournalConfig withSizes(int segment, int maxRecord, int ahead) {
        return with(durability, writeMode, segment, maxRecord, ahead);
    }

    private JournalConfig with(Durability level, WriteMode mode, int segment, int maxRecord, int ahead) {
        return new JournalConfig(
                directory,
                level,
                mode,
                segment,
                maxRecord,
                ahead,
                prepareBelow,
                indexEntries,
                stallNs,
                closeNs,
                lockNs);
    }

    /** The same with another number of bytes of a sync from which on records allocate their space themselves. */
    public JournalConfig withPrepareBelow(int bytes) {
        return new JournalConfig(
                directory,
                durability,
                writeMode,
                segmentSize,
                maxRecordLength,
                prepareAhead,
                bytes,
                indexEntries,
                stallNs,
                closeNs,
                lockNs);
    }
}
