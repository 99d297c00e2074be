package io.balsa.client;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import io.balsa.config.LoopConfig;
import io.balsa.node.CallDesk;
import io.balsa.node.Completer;
import io.balsa.node.LoopRunner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A client whose loop has a thread of its own. */
final class ThreadedClient implements Client {
    private static final System.Logger LOG = System.getLogger(ThreadedClient.class.getName());
    /** Calls under way, the transport, and one more. */
    private static final int STEPS_OF_CLOSE = 3;

    private final CallDesk desk;
    private final LoopRunner runner;
    private final Completer completer;
    private final Thread loopThread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final long closeTimeoutNs;

    ThreadedClient(ClientSettings settings, Parts parts) {
        closeTimeoutNs = settings.limits().closeTimeoutNs();
        desk = parts.desk;
        completer = parts.completer;
        runner = new LoopRunner(parts.loop, settings.loop(), parts.clock, closeTimeoutNs);
        desk.connect(runner, completer);
        boolean isBalanced = settings.loop().profile() == LoopConfig.Profile.BALANCED;
        Thread.Builder builder =
                isBalanced ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
        loopThread = builder.name("balsa-client-" + parts.name).unstarted(this::runLoop);
        parts.startCompleter();
        loopThread.start();
    }

    @Override
    public CallDesk desk() {
        return desk;
    }

    @Override
    public int poll() {
        throw new IllegalStateException("this client has a thread of its own; only one built with .polled() is polled");
    }

    @Override
    public int poll(long ns) {
        return poll();
    }

    @Override
    public void close() {
        runner.stop();
        if (Thread.currentThread() == loopThread) {
            return;
        }
        try {
            if (!stopped.await(STEPS_OF_CLOSE * closeTimeoutNs, TimeUnit.NANOSECONDS)) {
                LOG.log(
                        WARNING,
                        "{0} does not stop: its loop is held up, perhaps by an outcome handler",
                        loopThread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runLoop() {
        try {
            runner.run();
        } finally {
            Throwable failure = runner.failure();
            if (failure != null) {
                LOG.log(ERROR, loopThread.getName() + " has stopped: " + failure.getMessage(), failure);
            }
            completer.end();
            stopped.countDown();
        }
    }
}
