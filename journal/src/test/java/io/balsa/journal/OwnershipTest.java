package io.balsa.journal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.spi.Journal;
import io.balsa.spi.JournalException;
import io.balsa.spi.NodeIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a directory is, and who uses it. */
class OwnershipTest {
    @TempDir
    private Path directory;

    private JournalConfig config() {
        JournalConfig config = Directories.config(directory.resolve("data"));
        return new JournalConfig(
                config.directory(),
                config.durability(),
                config.writeMode(),
                config.segmentSize(),
                config.maxRecordLength(),
                config.prepareAhead(),
                config.prepareBelow(),
                config.indexEntries(),
                config.stallNs(),
                config.closeNs(),
                20_000_000);
    }

    private void openAs(NodeIdentity identity) {
        ChronicleJournal.open(identity, config()).close();
    }

    @Test
    void aDirectoryInUseIsRefusedAndNamed() {
        try (Journal journal = ChronicleJournal.open(Directories.IDENTITY, config())) {
            assertThatThrownBy(() -> openAs(Directories.IDENTITY))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining(directory.resolve("data").toString())
                    .hasMessageContaining("in use");
        }
        openAs(Directories.IDENTITY);
    }

    @Test
    void anotherNodesDirectoryIsRefused() {
        openAs(Directories.IDENTITY);
        for (NodeIdentity other : new NodeIdentity[] {
            new NodeIdentity("other", 0, 1), new NodeIdentity("files", 1, 1), new NodeIdentity("files", 0, 2)
        }) {
            assertThatThrownBy(() -> openAs(other))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining(config().directory().toString())
                    .hasMessageContaining("belongs to node 1 of group 0 of cluster files");
        }
    }

    @Test
    void aLostIdentityIsRefused() throws IOException {
        openAs(Directories.IDENTITY);
        Files.delete(directory.resolve("data/identity"));

        assertThatThrownBy(() -> openAs(Directories.IDENTITY))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("lost its file identity");
    }

    @Test
    void aSwappedIdentityIsRefusedByTheSegments() throws IOException {
        openAs(new NodeIdentity("files", 0, 2));
        Path theirs = Files.move(directory.resolve("data"), directory.resolve("theirs"));
        openAs(Directories.IDENTITY);
        Files.copy(
                directory.resolve("data/identity"),
                theirs.resolve("identity"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.move(directory.resolve("data"), directory.resolve("mine"));
        Files.move(theirs, directory.resolve("data"));

        assertThatThrownBy(() -> openAs(Directories.IDENTITY))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("another node");
    }

    @Test
    void aDirectoryThatLostAllSegmentsIsRefused() throws IOException {
        openAs(Directories.IDENTITY);
        for (Path cycle : Directories.cycles(directory.resolve("data"))) {
            Files.delete(cycle);
        }

        assertThatThrownBy(() -> openAs(Directories.IDENTITY))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("lost all its segments")
                .hasMessageContaining("do not start this node under its id again")
                .hasMessageContaining("forgotten its votes");
    }

    @Test
    void aDirectoryThatCannotBeUsedIsRefused() throws IOException {
        Files.writeString(directory.resolve("data"), "a file");

        assertThatThrownBy(() -> openAs(Directories.IDENTITY))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("cannot be used");
    }
}
