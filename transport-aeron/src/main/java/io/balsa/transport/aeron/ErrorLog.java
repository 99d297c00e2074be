package io.balsa.transport.aeron;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.agrona.ErrorHandler;

/**
 * Where Aeron's errors and this module's warnings go: the system's logger, at most one line in {@link #INTERVAL_NS} with the
 * number of those left out, because a stranger's datagrams can cause any number of them. Threads of a dedicated driver may
 * race here, and at worst miscount.
 */
final class ErrorLog implements ErrorHandler {
    static final long INTERVAL_NS = 1_000_000_000;

    private static final Logger LOGGER = System.getLogger("io.balsa.transport.aeron");

    private final String who;
    private long lineAtNs = System.nanoTime() - INTERVAL_NS;
    private long leftOut;
    private boolean opened;

    /** @param who the node or client, for the reader of the log */
    ErrorLog(String who) {
        this.who = who;
    }

    /** From now on errors are written; what happened while opening is in the exception that opening ends with. */
    void opened() {
        opened = true;
    }

    @Override
    public void onError(Throwable error) {
        if (mayWrite()) {
            // Aeron's own messages carry a level and their kind already; the stack is for those who debug.
            write(Level.WARNING, String.valueOf(error.getMessage()));
            LOGGER.log(Level.DEBUG, "stack of the above", error);
        }
    }

    /** A condition the user should know of. Rate limited together with the errors. */
    void warn(String what) {
        if (mayWrite()) {
            write(Level.WARNING, what);
        }
    }

    /** A rare event in the life of the transport; always written. */
    void info(String what) {
        LOGGER.log(Level.INFO, who + ": " + what);
    }

    private boolean mayWrite() {
        if (!opened) {
            return false;
        }
        long nowNs = System.nanoTime();
        if (nowNs - lineAtNs < INTERVAL_NS) {
            leftOut++;
            return false;
        }
        lineAtNs = nowNs;
        return true;
    }

    private void write(Level level, String what) {
        String more = leftOut == 0 ? "" : " (and " + leftOut + " more since the last line)";
        leftOut = 0;
        LOGGER.log(level, who + ": " + what + more);
    }
}
