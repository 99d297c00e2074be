package io.balsa.journal.chronicle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets one sync of this process fail, for tests of whole processes: {@code -Dbalsa.journal-fault-sync-after=N} makes the
 * N-th sync after start, counted from 1, fail once, and those after it succeed, as a real disk may.
 */
final class FaultySync implements ForceFile {
    /** Number of the sync that fails; absent in production. */
    static final String PROPERTY = "balsa.journal-fault-sync-after";

    private final AtomicLong left;

    FaultySync(long failing) {
        left = new AtomicLong(failing);
    }

    /** The real thing unless the property is set. */
    static ForceFile fromProperty() {
        Long failing = Long.getLong(PROPERTY);
        return failing == null ? ForceFile.DATA : new FaultySync(failing);
    }

    @Override
    public void force(FileChannel channel) throws IOException {
        if (left.decrementAndGet() == 0) {
            throw new IOException("injected by -D" + PROPERTY);
        }
        ForceFile.DATA.force(channel);
    }
}
