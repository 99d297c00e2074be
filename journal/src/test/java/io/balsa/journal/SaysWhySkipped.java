package io.balsa.journal;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Says in the output of the build why a test was skipped, which surefire keeps to itself. */
final class SaysWhySkipped implements TestWatcher {
    private static final System.Logger LOG = System.getLogger("io.balsa.journal");

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        String test = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
        String reason = cause == null ? "" : cause.getMessage();
        LOG.log(System.Logger.Level.WARNING, "SKIPPED {0}: {1}", test, reason);
    }
}
