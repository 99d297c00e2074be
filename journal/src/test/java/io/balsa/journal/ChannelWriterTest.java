package io.balsa.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.journal.chronicle.ChronicleRecordStore;
import io.balsa.journal.chronicle.Excerpts;
import io.balsa.spi.EntryBatch;
import io.balsa.spi.Journal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is peculiar to records that are written through the channel of the file. */
class ChannelWriterTest {
    private static final int PAGE = 4096;
    private static final String LONG = "z".repeat(50_000);

    @TempDir
    private Path directory;

    private Path data() {
        return directory.resolve("data");
    }

    /** As any reader of Chronicle Queue finds them, whoever wrote them. */
    @ParameterizedTest
    @MethodSource("io.balsa.journal.Directories#configs")
    void chronicleQueueReadsEveryRecord(JournalConfig any) throws IOException {
        int written = 20;
        try (Journal journal = ChronicleJournal.open(Directories.IDENTITY, any.in(data()))) {
            for (int index = 1; index <= written; index++) {
                EntryBatch.from(index).commands(1, index + LONG).appendTo(journal);
            }
        }
        List<Path> cycles = Directories.cycles(data());
        assertThat(cycles).hasSizeGreaterThan(3);

        int beginnings = cycles.size();
        assertThat(Excerpts.firstWords(cycles.getFirst().getParent()))
                .hasSize(written + beginnings)
                .containsOnly(RecordView.MAGIC);
    }

    /** A write that SIGKILL interrupts ends at some page. */
    @ParameterizedTest
    @EnumSource
    void aRecordWhoseWriteWasCutShortIsDropped(Durability durability) throws IOException {
        JournalConfig config = Directories.config(data()).withDurability(durability);
        Path image = directory.resolve("image");
        boolean[] last = new boolean[1];
        HookedStore store = new HookedStore(ChronicleRecordStore.open(config), step -> {
            if (last[0] && step == HookedStore.Step.CLAIMED) {
                Directories.copy(data(), image);
            }
        });
        try (RecordJournal journal = new RecordJournal(store, Directories.IDENTITY, config, new ManualThreads())) {
            EntryBatch.from(1).commands(1, "first").appendTo(journal);
            last[0] = true;
            EntryBatch.from(2).commands(1, LONG).appendTo(journal);
        }
        byte[] whole = Files.readAllBytes(Directories.cycles(data()).getFirst());
        byte[] before = Files.readAllBytes(Directories.cycles(image).getFirst());
        int from = Arrays.mismatch(whole, before);
        for (int end = (from / PAGE + 1) * PAGE; end < whole.length; end += PAGE) {
            patch(Directories.cycles(image).getFirst(), whole, from, end);
            assertThat(PromptRecovery.of(image, directory.resolve("scratch")).lastIndex())
                    .as("bytes of the last record: %s", end - from)
                    .isEqualTo(1);
        }
    }

    private static void patch(Path file, byte[] whole, int from, int end) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(whole, from, end - from), from);
        }
    }

    /** Channels close when who uses them is interrupted. */
    @Test
    void aLoopThatIsInterruptedGoesOnWritingAndIsToldOfItAfterwards() {
        List<Boolean> told = new ArrayList<>();
        try (Journal journal = ChronicleJournal.open(Directories.IDENTITY, Directories.config(data()))) {
            for (int index = 1; index <= 20; index++) {
                Thread.currentThread().interrupt();
                EntryBatch.from(index).commands(1, LONG).appendTo(journal);
                told.add(Thread.interrupted());
            }
        }
        assertThat(told).hasSize(20).containsOnly(true);
        assertThat(Directories.inspect(data()).recovered().lastIndex()).isEqualTo(20);
    }
}
