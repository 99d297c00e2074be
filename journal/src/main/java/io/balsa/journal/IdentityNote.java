package io.balsa.journal;

import io.balsa.spi.JournalException;
import io.balsa.spi.NodeIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Whose journal this is and how often it was opened, as a small text that people can read too.
 *
 * @param incarnation life that completed the last open; 0 when none did yet
 */
record IdentityNote(NodeIdentity identity, long incarnation) {
    /** Name of the note in the store. */
    static final String NAME = "identity";

    private static final String TITLE = "balsa journal 1";

    /** The store's note; null when it has none. */
    static @Nullable IdentityNote load(RecordStore store) {
        byte[] bytes;
        try {
            bytes = store.note(NAME);
        } catch (IOException failure) {
            throw new JournalException("the journal's identity could not be read: " + failure.getMessage(), failure);
        }
        return bytes == null ? null : parse(new String(bytes, StandardCharsets.UTF_8));
    }

    private static IdentityNote parse(String text) {
        String[] lines = text.split("\n");
        if (lines.length != 6
                || !lines[0].equals(TITLE)
                || !lines[5].equals(checksumOf(text.substring(0, text.length() - lines[5].length() - 1)))) {
            throw Refusal.because("the file " + NAME + " of the journal is damaged");
        }
        NodeIdentity identity =
                new NodeIdentity(value(lines[1]), Integer.parseInt(value(lines[2])), Integer.parseInt(value(lines[3])));
        return new IdentityNote(identity, Long.parseLong(value(lines[4])));
    }

    private static String value(String line) {
        return line.substring(line.indexOf('=') + 1);
    }

    private static String checksumOf(String body) {
        CRC32C crc = new CRC32C();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return "checksum=" + Long.toHexString(crc.getValue());
    }

    /** Makes it the store's note; durable on return. */
    void save(RecordStore store) {
        String body = TITLE + "\ncluster=" + identity.clusterName() + "\ngroup=" + identity.groupId() + "\nnode="
                + identity.nodeId() + "\nincarnation=" + incarnation + "\n";
        try {
            store.note(NAME, (body + checksumOf(body) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new JournalException("the journal's identity could not be written: " + failure.getMessage(), failure);
        }
    }

    /** Throws when the journal belongs to somebody else. */
    void requireOwnedBy(NodeIdentity other) {
        if (!identity.equals(other)) {
            throw new JournalException("the journal belongs to " + describe(identity) + ", but this is "
                    + describe(other) + "; give this node a directory of its own");
        }
    }

    private static String describe(NodeIdentity of) {
        return "node " + of.nodeId() + " of group " + of.groupId() + " of cluster " + of.clusterName();
    }
}
