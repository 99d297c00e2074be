package io.balsa.node;

import org.jspecify.annotations.Nullable;

/** The steps that end a loop: each is taken, whatever became of those before it, so that nothing stays open or untold. */
public final class Ending {
    private static final System.Logger LOG = System.getLogger(Ending.class.getName());

    private @Nullable Error error;

    /** Takes one step; what it throws is logged. @param what it does, as in "could not ..." */
    public void step(String what, Runnable action) {
        try {
            action.run();
        } catch (Throwable e) {
            LOG.log(System.Logger.Level.WARNING, "could not " + what + " at the end: " + e, e);
            if (error == null && e instanceof Error first) {
                error = first;
            }
        }
    }

    /** After the last step. @throws Error the first that a step threw: it says more of the process than of the step */
    public void done() {
        if (error != null) {
            throw error;
        }
    }
}
