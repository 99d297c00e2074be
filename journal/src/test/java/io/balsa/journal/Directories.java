package io.balsa.journal;

import io.balsa.journal.chronicle.ChronicleRecordStore;
import io.balsa.spi.EntryFrame;
import io.balsa.spi.JournalEvents;
import io.balsa.spi.NodeIdentity;
import io.balsa.spi.Recovered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Journal directories: what one holds, read without writing to it, and copies of it. */
final class Directories {
    static final NodeIdentity IDENTITY = new NodeIdentity("files", 0, 1);

    private Directories() {}

    /** Small files, so that rolls are frequent. */
    static JournalConfig config(Path directory) {
        return JournalConfig.of(directory).withSizes(JournalConfig.MIN_SEGMENT_SIZE, 64 * 1024, 64 * 1024);
    }

    /**
     * The same with every durability and every way to write, and with space that is allocated ahead at times, for {@link
     * JournalConfig#in} some directory.
     */
    static List<JournalConfig> configs() {
        JournalConfig usual = config(Path.of("."));
        Stream<JournalConfig> all = Arrays.stream(Durability.values())
                .map(usual::withDurability)
                .flatMap(config -> Arrays.stream(WriteMode.values()).map(config::withWriteMode));
        return Stream.concat(all, Stream.of(usual.withPrepareBelow(10_000))).toList();
    }

    /** What a directory holds: what recovery says, and every payload. */
    record Held(Recovered recovered, List<String> payloads) {}

    /** Recovers without beginning a life. */
    static Held inspect(Path directory) {
        try (ChronicleRecordStore store = ChronicleRecordStore.open(config(directory))) {
            IdentityNote note = IdentityNote.load(store);
            if (note == null) {
                return new Held(Recovered.empty(0), List.of());
            }
            Recovery recovery = new Recovery(store, IDENTITY, 1024);
            note.requireOwnedBy(IDENTITY);
            recovery.run(note.incarnation() > 0);
            Recovered recovered = recovery.state().recovered(note.incarnation(), recovery.position());
            return new Held(recovered, payloads(store, recovery.index(), recovered));
        }
    }

    private static List<String> payloads(RecordStore store, EntryIndex index, Recovered recovered) {
        Payloads payloads = new Payloads();
        for (long next = recovered.firstIndex(); next <= recovered.lastIndex(); next = payloads.last + 1) {
            ColdRead.Request request = new ColdRead.Request(1, next, recovered.lastIndex(), Integer.MAX_VALUE);
            ColdRead read = new ColdRead(index, index.find(next), request);
            try (SegmentBytes bytes = store.read(read.segment())) {
                read.run(bytes);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            read.deliver(payloads, new UnsafeBuffer(0, 0));
        }
        return payloads.all;
    }

    /** Copies a directory as it is at this moment, which is what the end of the process would leave. */
    static void copy(Path from, Path to) {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Cycle files, oldest first; a purge may delete some meanwhile. */
    static List<Path> cycles(Path directory) {
        return names(directory)
                .flatMap(life -> names(life).filter(file -> file.toString().endsWith(".cq4")))
                .sorted()
                .toList();
    }

    private static Stream<Path> names(Path folder) {
        String[] names = folder.toFile().list();
        return names == null ? Stream.empty() : Arrays.stream(names).map(folder::resolve);
    }

    /** Collects payloads. */
    static final class Payloads implements JournalEvents {
        final List<String> all = new ArrayList<>();
        private final EntryFrame frame = new EntryFrame();
        long durable;
        long last;

        @Override
        public void onDurable(long position) {
            durable = position;
        }

        @Override
        public void onRead(long token, long firstIndex, long lastIndex, DirectBuffer frames, int offset, int length) {
            for (int at = offset; at < offset + length; at += frame.frameLength()) {
                frame.wrap(frames, at);
                all.add(frames.getStringWithoutLengthUtf8(frame.offset(), frame.length()));
            }
            last = lastIndex;
        }
    }
}
