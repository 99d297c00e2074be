package io.balsa.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.journal.chronicle.ChronicleRecordStore;
import io.balsa.spi.EntryBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The files as they are between any two steps of a real store, which is what kill -9 at that moment would leave: also within a
 * record, within a roll, and within an open.
 */
class KilledAnywhereTest {
    private static final String BIG = "z".repeat(60 * 1000);

    @TempDir
    private Path directory;

    @TempDir
    private Path images;

    private final List<String> written = new ArrayList<>();
    private long acknowledged;
    private int taken;
    private boolean taking = true;

    @ParameterizedTest
    @EnumSource
    void everyMomentIsRecoveredFromAtOnce(WriteMode mode) throws IOException {
        Path live = directory.resolve("live");
        JournalConfig config = Directories.config(live).withWriteMode(mode);
        for (int life = 0; life < 2; life++) {
            HookedStore store = new HookedStore(ChronicleRecordStore.open(config), step -> recoverImage(live));
            ManualThreads threads = new ManualThreads();
            try (RecordJournal journal = new RecordJournal(store, Directories.IDENTITY, config, threads)) {
                write(journal, threads);
                taking = false;
            }
            taking = true;
        }
        assertThat(taken).isGreaterThan(40);
        assertThat(Directories.cycles(live)).hasSizeGreaterThanOrEqualTo(4);
    }

    /** Enough for two rolls. */
    private void write(RecordJournal journal, ManualThreads threads) {
        Directories.Payloads events = new Directories.Payloads();
        for (int turn = 0; turn < 7; turn++) {
            journal.storeVote(journal.recovered().term() + turn, 1);
            String payload = turn + BIG;
            written.add(payload);
            EntryBatch.from(written.size()).commands(1, payload).appendTo(journal);
            journal.flush();
            threads.syncIfAsked();
            journal.poll(events);
            acknowledged = written.size();
        }
    }

    private void recoverImage(Path live) {
        if (!taking) {
            return;
        }
        Path image = images.resolve("image" + taken++);
        Directories.copy(live, image);
        long lastIndex = PromptRecovery.of(image, images.resolve("scratch")).lastIndex();
        assertThat(lastIndex).isBetween(acknowledged, (long) written.size());
        assertThat(Directories.inspect(image).payloads()).isEqualTo(written.subList(0, (int) lastIndex));
        PromptRecovery.delete(image);
    }

    @ParameterizedTest
    @EnumSource
    void aRollThatWasCutShortCostsNoTimeout(WriteMode mode) throws IOException {
        Path live = directory.resolve("roll");
        JournalConfig config = Directories.config(live).withWriteMode(mode);
        List<Path> moments = new ArrayList<>();
        HookedStore store = new HookedStore(ChronicleRecordStore.open(config), step -> {
            Path image = images.resolve("roll" + moments.size());
            Directories.copy(live, image);
            moments.add(image);
        });
        try (RecordJournal journal = new RecordJournal(store, Directories.IDENTITY, config, new ManualThreads())) {
            for (int index = 1; index <= 5; index++) {
                EntryBatch.from(index).commands(1, BIG).appendTo(journal);
            }
        }
        assertThat(Directories.cycles(live)).hasSizeGreaterThan(1);
        for (Path moment : moments) {
            PromptRecovery.of(moment, images.resolve("scratch"));
        }
    }
}
