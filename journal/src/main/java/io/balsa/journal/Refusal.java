package io.balsa.journal;

import io.balsa.spi.JournalException;

/** Why a node does not start from its journal, and what is to be done: an empty one in its place would cost the cluster its promises. */
final class Refusal {
    private static final String ADVICE =
            ". Put back exactly what was there. Where that is lost, do not start this node under its id again: it"
                    + " would have forgotten its votes and acknowledgements; it is to be replaced, once membership can"
                    + " change";

    private Refusal() {}

    /** {@code what} is wrong, without a full stop. */
    static JournalException because(String what) {
        return new JournalException(what + ADVICE);
    }
}
