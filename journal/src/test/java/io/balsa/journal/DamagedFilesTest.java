package io.balsa.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.spi.EntryBatch;
import io.balsa.spi.Journal;
import io.balsa.spi.JournalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small journals of two lives, with every byte changed and the files cut at every byte. */
class DamagedFilesTest {
    @TempDir
    private Path directory;

    private Directories.Held original;

    @BeforeEach
    void writeTwoLives() {
        try (Journal journal = ChronicleJournal.open(Directories.IDENTITY, Directories.config(directory))) {
            journal.storeVote(1, 1);
            EntryBatch.from(1).commands(1, "a", "b".repeat(300), "c").appendTo(journal);
            journal.truncateFrom(3);
            EntryBatch.from(3).commands(1, "d\0\0\0\0\0\0\0\0").appendTo(journal);
        }
        try (Journal journal = ChronicleJournal.open(Directories.IDENTITY, Directories.config(directory))) {
            journal.storeVote(2, 3);
            EntryBatch.from(4).commands(2, "e").appendTo(journal);
            EntryBatch.from(5).commands(2, "\0".repeat(600), "f").appendTo(journal);
            EntryBatch.from(7).commands(2, "g".repeat(700)).appendTo(journal);
        }
        original = Directories.inspect(directory);
    }

    @Test
    void whatWasWrittenIsThere() {
        assertThat(original.payloads()).hasSize(7).startsWith("a").endsWith("g".repeat(700));
        assertThat(Directories.cycles(directory)).hasSize(2);
    }

    @Test
    void aChangedByteIsRefusedOrHarmless() throws IOException {
        int refused = 0;
        for (Path file : Directories.cycles(directory)) {
            try (FileChannel channel = open(file)) {
                for (int at = 0; at < channel.size(); at++) {
                    int mask = at % 9 == 0 ? 0xff : 1 << at % 9 - 1;
                    flip(channel, at, mask);
                    refused += isRefused(file) ? 1 : 0;
                    flip(channel, at, mask);
                }
            }
        }
        assertThat(refused).isGreaterThan(2500);
        assertThat(Directories.inspect(directory)).usingRecursiveComparison().isEqualTo(original);
    }

    /** Either recovery refuses and names the file, or it gives exactly what was written. */
    private boolean isRefused(Path file) {
        Directories.Held held;
        try {
            held = Directories.inspect(directory);
        } catch (JournalException refused) {
            assertThat(refused.getMessage())
                    .contains(file.getFileName().toString())
                    .contains("damaged");
            return true;
        }
        assertThat(held).usingRecursiveComparison().isEqualTo(original);
        return false;
    }

    @Test
    void withoutTheMarkOnlyTheLastRecordCanBeTakenForTorn() throws IOException {
        List<Path> files = Directories.cycles(directory);
        try (FileChannel channel = open(files.getLast())) {
            for (int at = 0; at < channel.size(); at++) {
                int mask = 1 << at % 8;
                flip(channel, at, mask);
                assertNothingWrong();
                flip(channel, at, mask);
            }
        }
    }

    @Test
    void aFileThatWasCutIsRefusedWhereTheMarkKnowsBetter() throws IOException {
        for (Path file : Directories.cycles(directory)) {
            byte[] whole = Files.readAllBytes(file);
            for (int length = whole.length - 1; length >= 0; length--) {
                try (FileChannel channel = open(file)) {
                    channel.truncate(length);
                }
                assertThatThrownBy(() -> Directories.inspect(directory))
                        .as("cut to %s", length)
                        .isInstanceOf(JournalException.class);
            }
            Files.write(file, whole);
        }
    }

    @Test
    void aLastFileThatWasCutGivesAPrefixWhereNothingKnowsBetter() throws IOException {
        Path file = Directories.cycles(directory).getLast();
        byte[] whole = Files.readAllBytes(file);
        for (int length = whole.length - 1; length >= 0; length--) {
            try (FileChannel channel = open(file)) {
                channel.truncate(length);
            }
            assertNothingWrong();
        }
    }

    /** Refused, or a prefix of what was written. */
    private void assertNothingWrong() throws IOException {
        Files.deleteIfExists(directory.resolve("mark"));
        Directories.Held held;
        try {
            held = Directories.inspect(directory);
        } catch (JournalException refused) {
            return;
        }
        assertThat(original.payloads().subList(0, held.payloads().size())).isEqualTo(held.payloads());
        assertThat(held.payloads()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aMissingFileIsRefused() throws IOException {
        for (Path file : Directories.cycles(directory)) {
            byte[] whole = Files.readAllBytes(file);
            Files.delete(file);
            assertThatThrownBy(() -> Directories.inspect(directory)).isInstanceOf(JournalException.class);
            Files.write(file, whole);
        }
        assertThat(Directories.inspect(directory)).usingRecursiveComparison().isEqualTo(original);
    }

    @Test
    void aChangedIdentityIsRefused() throws IOException {
        Path file = directory.resolve("identity");
        try (FileChannel channel = open(file)) {
            for (int at = 0; at < channel.size(); at++) {
                flip(channel, at, 1);
                assertThatThrownBy(() -> Directories.inspect(directory)).isInstanceOf(JournalException.class);
                flip(channel, at, 1);
            }
        }
    }

    @Test
    void aChangedMarkIsIgnoredOrRefused() throws IOException {
        Path file = directory.resolve("mark");
        for (int at = 0; at < 8; at++) {
            byte[] whole = Files.readAllBytes(file);
            try (FileChannel channel = open(file)) {
                flip(channel, at, 0x10);
            }
            assertThat(Directories.inspect(directory))
                    .usingRecursiveComparison()
                    .isEqualTo(original);
            Files.write(file, whole);
        }
    }

    @Test
    void theDumpTellsRecordsAndDamage() throws IOException {
        StringBuilder sound = new StringBuilder();
        assertThat(JournalDump.print(directory, true, sound)).isTrue();
        assertThat(sound)
                .contains("cluster files", "incarnation 2", "truncated from 3", "term 2 vote 3", "entries 5 to 6")
                .contains("begins segment 1, the first, lowest kept 1, incarnation 1, durability")
                .contains("sound: entries 1 to 7, term 2, vote 3")
                .doesNotContain("SegmentStart");

        try (FileChannel channel = open(Directories.cycles(directory).getFirst())) {
            flip(channel, 1000, 1);
        }
        StringBuilder damaged = new StringBuilder();
        assertThat(JournalDump.print(directory, false, damaged)).isFalse();
        assertThat(damaged).contains("REFUSED", "at offset", "do not start this node under its id again");
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static void flip(FileChannel channel, int at, int mask) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        channel.read(one, at);
        one.put(0, (byte) (one.get(0) ^ mask));
        channel.write(one.flip(), at);
    }
}
