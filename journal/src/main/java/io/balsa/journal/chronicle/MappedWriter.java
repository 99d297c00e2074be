package io.balsa.journal.chronicle;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Chronicle Queue itself, written in place through its mapping: a record costs no system call. */
final class MappedWriter implements CycleWriter {
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private @Nullable BytesStore<?, ?> mapped;
    private @Nullable DocumentContext open;
    private long cycle;
    private int offset;
    private int end;

    static {
        // Chronicle reads these when its classes load. The first keeps it from calling home, the second from printing,
        // the
        // third from starting a thread that watches the disk.
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.announcer.disable", "true");
        System.setProperty("chronicle.disk.monitor.disable", "true");
        if (System.getProperty("slf4j.internal.verbosity") == null) {
            System.setProperty("slf4j.internal.verbosity", "ERROR");
        }
    }

    /** Creates a queue in an empty folder. */
    MappedWriter(Path folder, int segmentSize) {
        queue = SingleChronicleQueueBuilder.binary(folder)
                .rollCycle(SizeRollCycle.INSTANCE)
                .timeProvider(() -> cycle * SizeRollCycle.LENGTH_MS)
                .blockSize(CycleWriter.blockSize(segmentSize))
                .checkInterrupts(false)
                .forceDirectoryListingRefreshIntervalMs(Long.MAX_VALUE)
                .build();
        // While the folder holds no cycle, so that there is none to look at and wait for.
        appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true);
    }

    @Override
    public void roll(PreparedFile file) {
        cycle = file.segment();
        offset = CycleFile.FIRST_RECORD;
        end = CycleFile.FIRST_RECORD - CycleFile.GAP;
    }

    @Override
    public int claim(int length) {
        DocumentContext document = appender.writingDocument();
        open = document;
        Bytes<?> bytes = document.wire().bytes();
        offset = (int) bytes.writePosition();
        if (mapped != bytes.bytesStore()) {
            map(bytes.bytesStore());
        }
        if (offset != end + CycleFile.GAP || length > bytes.writeRemaining()) {
            throw new IllegalStateException("Chronicle Queue gave " + bytes.writeRemaining() + " bytes at offset "
                    + offset + " instead of " + length + " at " + (end + CycleFile.GAP));
        }
        return offset;
    }

    /** A byte buffer over the mapping, so that checksums are computed where the bytes are. */
    @SuppressWarnings("restricted")
    private void map(@Nullable BytesStore<?, ?> store) {
        if (store == null) {
            throw new IllegalStateException("Chronicle Queue has nothing mapped");
        }
        MemorySegment memory = MemorySegment.ofAddress(store.addressForRead(store.start()))
                .reinterpret(store.capacity() - store.start());
        buffer.wrap(memory.asByteBuffer());
        mapped = store;
    }

    @Override
    public int offset() {
        return offset;
    }

    @Override
    public MutableDirectBuffer buffer() {
        return buffer;
    }

    @Override
    public void commit(int length) {
        DocumentContext document = open;
        if (document == null) {
            throw new IllegalStateException("nothing was claimed");
        }
        open = null;
        document.wire().bytes().writePosition((long) offset + length);
        document.close();
        end = offset + length;
    }

    @Override
    public int end() {
        return end;
    }

    /** Where the current file is mapped, after the first claim in it. */
    long address() {
        return buffer.addressOffset();
    }

    @Override
    public void close() {
        buffer.wrap(0, 0);
        mapped = null;
        queue.close();
    }
}
