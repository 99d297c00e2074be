package io.balsa.journal;

import io.balsa.spi.Journal;
import io.balsa.spi.JournalContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ChronicleJournalTest extends JournalContract {
    @TempDir
    private Path directory;

    @Override
    protected Journal open() {
        return ChronicleJournal.open(
                IDENTITY, JournalConfig.of(directory).withSizes(JournalConfig.MIN_SEGMENT_SIZE, 64 * 1024, 64 * 1024));
    }
}
