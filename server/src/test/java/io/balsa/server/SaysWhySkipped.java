package io.balsa.server;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Says in the output of the build why a test was skipped, which surefire keeps to itself. */
public final class SaysWhySkipped implements TestWatcher {
    private static final System.Logger LOG = System.getLogger("io.balsa.server");

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        String test = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
        String reason = cause == null ? "" : cause.getMessage();
        LOG.log(System.Logger.Level.WARNING, "SKIPPED {0}: {1}", test, reason);
    }
}
