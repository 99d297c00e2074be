package io.balsa.journal;

import io.balsa.journal.chronicle.ChronicleRecordStore;
import io.balsa.spi.EntryBatch;
import io.balsa.spi.Journal;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * A process that writes to a journal until it is killed, and notes in a mapped file what was acknowledged to it. Truncates only
 * what was not.
 */
final class CrashingWriter {
    /** After the segment that a life begins with. */
    private static final int FIRST_ROLL = 2;

    private final Journal journal;
    private final MappedByteBuffer acknowledged;
    private final Random random;
    private final Directories.Payloads events = new Directories.Payloads();
    private final long[] positions = new long[1 << 20];
    private long term;
    private long last;
    private long safe;

    private CrashingWriter(Journal journal, MappedByteBuffer acknowledged, Random random) {
        this.journal = journal;
        this.acknowledged = acknowledged;
        this.random = random;
        this.term = journal.recovered().term();
        this.last = journal.recovered().lastIndex();
        this.safe = last;
    }

    /** Arguments: journal directory, file for the last acknowledged index, durability, seed, and maybe when to kill itself. */
    public static void main(String[] arguments) throws IOException {
        Durability durability = Durability.valueOf(arguments[2]);
        long seed = Long.parseLong(arguments[3]);
        WriteMode[] modes = WriteMode.values();
        JournalConfig config = Directories.config(Path.of(arguments[0]))
                .withDurability(durability)
                .withWriteMode(modes[(int) (seed % modes.length)]);
        RecordStore store = ChronicleRecordStore.open(config);
        if (arguments.length > 4) {
            store = new HookedStore(store, new SelfKill(SelfKill.Moment.valueOf(arguments[4]), FIRST_ROLL, seed));
        }
        try (Journal journal = new RecordJournal(store, Directories.IDENTITY, config, new OwnThreads(1));
                FileChannel channel =
                        FileChannel.open(Path.of(arguments[1]), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer word = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
            new CrashingWriter(journal, word, new Random(seed)).writeForever();
        }
    }

    private void writeForever() {
        while (last + 64 < positions.length) {
            int kind = random.nextInt(20);
            if (kind == 0) {
                journal.storeVote(++term, 1 + random.nextInt(3));
            } else if (kind == 1 && last > safe) {
                truncate();
            } else {
                append();
            }
            journal.flush();
            journal.poll(events);
            acknowledge();
        }
    }

    private void truncate() {
        long from = safe + 1 + random.nextInt((int) (last - safe));
        journal.truncateFrom(from);
        last = from - 1;
        journal.storeVote(++term, 0);
    }

    private void append() {
        EntryBatch batch = EntryBatch.from(last + 1);
        for (int count = 1 + random.nextInt(6); count > 0; count--) {
            last++;
            batch.commands(term, last + "@" + term + "x".repeat(random.nextInt(3000)));
        }
        long position = batch.appendTo(journal);
        for (long index = batch.firstIndex(); index <= last; index++) {
            positions[(int) index] = position;
        }
    }

    private void acknowledge() {
        while (safe < last && positions[(int) safe + 1] <= events.durable) {
            safe++;
        }
        acknowledged.putLong(0, safe);
    }
}
