package io.balsa.server.cli;

import io.balsa.server.RunningNode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Closes a node when the process is told to end, and ends the process without it when closing takes too long: whatever hangs
 * then, the journal recovers from a process that was killed.
 */
final class StopOnSignal {
    private static final int HALTED = 1;

    private StopOnSignal() {}

    static void install(RunningNode node) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node, node.closeLimit()), "balsa-stop"));
    }

    private static void close(RunningNode node, Duration limit) {
        CountDownLatch closed = new CountDownLatch(1);
        Thread watchdog = new Thread(() -> haltUnless(closed, limit), "balsa-stop-limit");
        watchdog.setDaemon(true);
        watchdog.start();
        node.close();
        closed.countDown();
    }

    private static void haltUnless(CountDownLatch closed, Duration limit) {
        try {
            if (!closed.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("balsa: closing took longer than " + limit.toSeconds() + " s; ending without it");
                Runtime.getRuntime().halt(HALTED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
