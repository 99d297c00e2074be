package io.balsa.benchmarks.peer;

import java.util.Locale;

/** Where the client stands. */
public enum Place {
    /** It speaks to the nodes over the network, as another process does. */
    REMOTE,
    /** It calls the leader in its own process. */
    EMBEDDED;

    /** As typed on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
