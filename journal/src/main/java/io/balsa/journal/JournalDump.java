package io.balsa.journal;

import io.balsa.journal.chronicle.ChronicleRecordStore;
import io.balsa.spi.JournalException;
import io.balsa.spi.Recovered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Prints a journal and checks it, while no node uses it. Changes no segment. */
public final class JournalDump {
    private final RecordStore store;
    private final Appendable out;
    private final RecordText text = new RecordText();

    private JournalDump(RecordStore store, Appendable out) {
        this.store = store;
        this.out = out;
    }

    /**
     * Prints every segment and, if wanted, every record of a journal directory, then whether the whole can be recovered and
     * what it holds.
     *
     * @param withRecords one line for each record, not only for each segment
     * @param out         where the lines go
     * @return whether a node could start from it
     * @throws JournalException when there is no journal, or a node uses it
     */
    public static boolean print(Path directory, boolean withRecords, Appendable out) {
        requireJournal(directory);
        try (ChronicleRecordStore store = ChronicleRecordStore.open(JournalConfig.of(directory))) {
            return print(store, withRecords, out);
        }
    }

    private static void requireJournal(Path directory) {
        if (!Files.exists(directory)) {
            throw new JournalException("there is no directory " + directory);
        }
        if (!Files.isDirectory(directory)) {
            throw new JournalException(directory + " is no directory");
        }
        if (!isJournal(directory)) {
            throw new JournalException(directory + " holds no journal: its file " + IdentityNote.NAME + " is missing"
                    + journalsBelow(directory));
        }
    }

    private static boolean isJournal(Path directory) {
        return Files.exists(directory.resolve(IdentityNote.NAME));
    }

    private static String journalsBelow(Path directory) {
        try (Stream<Path> below = Files.list(directory)) {
            List<String> journals = below.filter(JournalDump::isJournal)
                    .map(Path::toString)
                    .sorted()
                    .toList();
            return journals.isEmpty() ? "" : "; there is one in " + String.join(", ", journals);
        } catch (IOException failure) {
            throw new JournalException(directory + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    /** As {@link #print(Path, boolean, Appendable)}, for a store that is open. */
    static boolean print(RecordStore store, boolean withRecords, Appendable out) {
        try {
            return new JournalDump(store, out).print(withRecords);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private boolean print(boolean withRecords) throws IOException {
        IdentityNote note = IdentityNote.load(store);
        if (note == null) {
            line("no identity");
            return false;
        }
        line("node " + note.identity().nodeId() + " of group " + note.identity().groupId() + " of cluster "
                + note.identity().clusterName() + ", incarnation " + note.incarnation() + ", known to be durable up to "
                + store.mark());
        for (long segment : store.segments()) {
            printSegment(segment, withRecords);
        }
        return printVerdict(note);
    }

    private void printSegment(long segment, boolean withRecords) throws IOException {
        RecordView record = new RecordView();
        int records = 0;
        int end = 0;
        line(store.nameOf(segment));
        try (SegmentBytes bytes = store.read(segment)) {
            int offset = bytes.recordAt(0);
            while (offset != SegmentBytes.NONE && record.wrap(bytes.buffer(), offset, bytes.length())) {
                if (withRecords || records == 0) {
                    line("  " + text.describe(record));
                }
                records++;
                end = record.end();
                offset = bytes.recordAt(end);
            }
            line("  " + records + " records up to offset " + end + " of " + bytes.length()
                    + (offset == SegmentBytes.NONE ? "" : ", then no intact record at offset " + offset));
        }
    }

    private boolean printVerdict(IdentityNote note) throws IOException {
        Recovery recovery = new Recovery(
                store, note.identity(), JournalConfig.of(Path.of("")).indexEntries());
        try {
            recovery.run(note.incarnation() > 0);
        } catch (JournalException damage) {
            line("REFUSED: " + damage.getMessage());
            return false;
        }
        Recovered held = recovery.state().recovered(note.incarnation(), recovery.position());
        line("sound: entries " + held.firstIndex() + " to " + held.lastIndex() + ", term " + held.term() + ", vote "
                + held.votedFor() + ", position " + held.position());
        return true;
    }

    private void line(String words) throws IOException {
        out.append(words).append('\n');
    }
}
