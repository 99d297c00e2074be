package io.balsa.journal;

import io.balsa.config.BalsaConfig;
import io.balsa.journal.chronicle.ChronicleRecordStore;
import io.balsa.spi.EntryFrame;
import io.balsa.spi.Journal;
import io.balsa.spi.JournalException;
import io.balsa.spi.NodeIdentity;

/** The journal of a node on disk, over Chronicle Queue. */
public final class ChronicleJournal {
    private ChronicleJournal() {}

    /**
     * Opens the journal that the configuration describes; see {@link #open(NodeIdentity, JournalConfig)}.
     *
     * @throws JournalException also when the longest command would not fit into a record
     */
    public static Journal open(NodeIdentity identity, BalsaConfig config) {
        JournalConfig journal = config.section(JournalConfig.class);
        int longest = EntryFrame.frameLength(config.limits().maxCommandLength());
        if (longest > RecordJournal.maxEntryLength(journal)) {
            throw new JournalException("a command of balsa.limits.max-command-length does not fit into a record of"
                    + " balsa.journal.max-record-length; raise that above "
                    + (longest + journal.maxRecordLength() - RecordJournal.maxEntryLength(journal))
                    + " bytes, or lower the other");
        }
        return open(identity, journal);
    }

    /**
     * Opens the journal in a directory, recovers what it holds, and begins a new life in it. Any thread; from then on the
     * journal belongs to the node's loop.
     *
     * @throws JournalException when the directory is in use, belongs to another node, is damaged, or has no room; the message
     *     names the directory
     */
    public static Journal open(NodeIdentity identity, JournalConfig config) {
        ChronicleRecordStore store = ChronicleRecordStore.open(config);
        try {
            return new RecordJournal(store, identity, config, new OwnThreads(identity.nodeId()));
        } catch (JournalException failure) {
            store.close();
            throw named(config.directory().toString(), failure);
        } catch (RuntimeException | Error failure) {
            store.close();
            throw failure;
        }
    }

    /** The log over a store knows nothing of directories. */
    private static JournalException named(String directory, JournalException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains(directory) ? failure : new JournalException(directory + ": " + message, failure);
    }
}
