package io.balsa.journal.chronicle;

import io.balsa.journal.JournalConfig;
import io.balsa.journal.RecordStore;
import io.balsa.journal.SegmentBytes;
import io.balsa.journal.WriteMode;
import io.balsa.spi.JournalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/** Records in Chronicle Queue cycle files, in a directory that this store has locked. */
public final class ChronicleRecordStore implements RecordStore {
    /** Chronicle writes its end mark after the last record. */
    private static final int END_SLACK = 64;

    private static final int METADATA_LENGTH = 128 * 1024;

    private final JournalConfig config;
    private final ForceFile forceFile;
    private final DirectoryLock lock;
    private final SegmentFiles files;
    private final MarkFile mark;
    private final Map<Long, PreparedFile> unforced = new ConcurrentHashMap<>();
    private final Map<Long, FileChannel> rewritten = new ConcurrentHashMap<>();
    private volatile long currentSegment;
    private @Nullable SpaceAhead space;
    private @Nullable CycleWriter writer;
    private @Nullable PreparedFile file;
    private boolean closed;

    /**
     * Locks and opens the directory, which is created when missing.
     *
     * @throws JournalException when it is in use or cannot be used
     */
    public static ChronicleRecordStore open(JournalConfig config) {
        return open(config, FaultySync.fromProperty());
    }

    /** As {@link #open(JournalConfig)}, with another way to make files durable. */
    public static ChronicleRecordStore open(JournalConfig config, ForceFile forceFile) {
        DirectoryLock lock = DirectoryLock.acquire(config.directory(), config.lockNs());
        try {
            return new ChronicleRecordStore(config, forceFile, lock);
        } catch (IOException | RuntimeException failure) {
            lock.close();
            throw new JournalException(
                    "the journal directory " + config.directory() + " cannot be used (" + failure.getMessage() + ")",
                    failure);
        }
    }

    private ChronicleRecordStore(JournalConfig config, ForceFile forceFile, DirectoryLock lock) throws IOException {
        this.config = config;
        this.forceFile = forceFile;
        this.lock = lock;
        this.files = new SegmentFiles(config.directory());
        this.mark = new MarkFile(config.directory());
    }

    @Override
    public List<Long> segments() {
        return files.segments();
    }

    @Override
    public String nameOf(long segment) {
        Path path = files.find(segment);
        return path == null ? "segment " + segment + " in " + config.directory() : path.toString();
    }

    @Override
    public SegmentBytes read(long segment) throws IOException {
        Path path = files.find(segment);
        if (path == null) {
            throw new NoSuchFileException(nameOf(segment));
        }
        return new CycleFile(path);
    }

    @Override
    public void begin(long segment) {
        boolean interrupted = Thread.interrupted();
        try {
            beginUninterrupted(segment);
        } finally {
            restore(interrupted);
        }
    }

    /** A channel closes under a thread that was interrupted, as a state machine may do to the loop: it is told afterwards. */
    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void beginUninterrupted(long segment) {
        if (writer == null) {
            beginLife(segment);
        }
        PreparedFile begun = space().begin(segment);
        unforced.put(segment, begun);
        file = begun;
        writer().roll(begun);
        currentSegment = segment;
    }

    private void beginLife(long segment) {
        Path life = files.lifeOf(segment);
        try {
            Files.createDirectories(life);
            // Chronicle maps this file too; really allocated, it meets no full disk.
            Files.write(life.resolve("metadata.cq4t"), new byte[METADATA_LENGTH]);
            SegmentFiles.syncFolder(life);
            SegmentFiles.syncFolder(config.directory());
        } catch (IOException failure) {
            throw new JournalException(
                    "the journal cannot begin in " + life + " (" + failure.getMessage()
                            + "); make room on that disk and start the node again",
                    failure);
        }
        SpaceAhead ahead = new SpaceAhead(files, life, config);
        writer = config.writeMode() == WriteMode.CHANNEL
                ? new ChannelWriter(life, config.segmentSize())
                : new MappedWriter(life, config.segmentSize());
        space = ahead;
        ahead.start();
    }

    @Override
    public boolean fits(int length) {
        CycleWriter present = writer;
        return present != null
                && (long) present.end() + CycleFile.GAP + length + END_SLACK
                        <= CycleWriter.blockSize(config.segmentSize());
    }

    @Override
    public int claim(int length) {
        PreparedFile present = file;
        if (present == null) {
            throw new IllegalStateException("no segment was begun");
        }
        space().require(present, writer().end() + CycleFile.GAP + length + END_SLACK);
        int offset = writer().claim(length);
        if (offset == CycleFile.FIRST_RECORD && writer() instanceof MappedWriter mapped) {
            space().mapped(mapped.address());
        }
        return offset;
    }

    @Override
    public int offset() {
        return writer().offset();
    }

    @Override
    public MutableDirectBuffer buffer() {
        return writer().buffer();
    }

    @Override
    public void commit(int length) {
        boolean interrupted = Thread.interrupted();
        try {
            writer().commit(length);
        } finally {
            restore(interrupted);
        }
    }

    @Override
    public void force(long segment) throws IOException {
        PreparedFile written = unforced.get(segment);
        if (written != null) {
            if (segment == currentSegment) {
                space().syncs();
            }
            forceFile.force(written.channel());
            if (segment != currentSegment) {
                unforced.remove(segment);
                written.close(-1);
            }
            return;
        }
        FileChannel again = rewritten.remove(segment);
        Path path = files.find(segment);
        if (again != null) {
            forceAndClose(again);
        } else if (path != null) {
            forceAndClose(FileChannel.open(path, StandardOpenOption.WRITE));
        }
    }

    private void forceAndClose(FileChannel channel) throws IOException {
        try (channel) {
            forceFile.force(channel);
        }
    }

    /** The channel stays open until the file is forced: an error that another one saw may not be told to a new one. */
    @Override
    public void rewrite(long segment, int offset, DirectBuffer bytes, int length) throws IOException {
        FileChannel channel = rewritten.get(segment);
        if (channel == null) {
            Path path = files.find(segment);
            if (path == null) {
                throw new NoSuchFileException(nameOf(segment));
            }
            channel = FileChannel.open(path, StandardOpenOption.WRITE);
            rewritten.put(segment, channel);
        }
        ByteBuffer source = ByteBuffer.allocate(length);
        bytes.getBytes(0, source, 0, length);
        while (source.hasRemaining()) {
            channel.write(source, offset + source.position());
        }
    }

    @Override
    public void delete(long segment) throws IOException {
        FileChannel channel = rewritten.remove(segment);
        if (channel != null) {
            channel.close();
        }
        files.delete(segment);
    }

    @Override
    public byte @Nullable [] note(String name) throws IOException {
        return files.note(name);
    }

    @Override
    public void note(String name, byte[] content) throws IOException {
        files.note(name, content);
    }

    @Override
    public long mark() throws IOException {
        return mark.read();
    }

    @Override
    public void mark(long position) throws IOException {
        mark.write(position);
    }

    private SpaceAhead space() {
        if (space == null) {
            throw new IllegalStateException("no segment was begun");
        }
        return space;
    }

    private CycleWriter writer() {
        if (writer == null) {
            throw new IllegalStateException("no segment was begun");
        }
        return writer;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (lock;
                mark) {
            closeFiles();
        } catch (IOException failure) {
            System.getLogger(ChronicleRecordStore.class.getName())
                    .log(System.Logger.Level.WARNING, "closing " + config.directory() + ": " + failure.getMessage());
        }
    }

    private void closeFiles() throws IOException {
        for (FileChannel channel : rewritten.values()) {
            channel.close();
        }
        SpaceAhead ahead = space;
        CycleWriter queue = writer;
        if (ahead == null || queue == null) {
            return;
        }
        boolean ended = ahead.stop(config.closeNs());
        queue.close();
        if (!ended) {
            return;
        }
        PreparedFile unused = ahead.unused();
        if (unused != null) {
            unused.close(-1);
            files.delete(unused.segment());
        }
        for (PreparedFile left : unforced.values()) {
            left.close(left == file ? queue.end() : -1);
        }
    }
}
