package io.balsa.node;

import io.balsa.api.NodeStatus;
import io.balsa.config.LoopConfig;
import io.balsa.spi.NodeIdentity;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one node and their end: one that turns the loop, one that tells callers, one for the listener. Any thread may
 * call.
 */
public final class NodeThreads {
    private static final System.Logger LOG = System.getLogger(NodeThreads.class.getName());
    /** Calls under way, journal, transport, and one more. */
    private static final int STEPS_OF_CLOSE = 4;

    private final Loop loop;
    private final LoopRunner runner;
    private final Completer completer;
    private final CallForms calls;
    private final ListenerThread listener;
    private final Thread loopThread;
    private final Thread completerThread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final String name;
    private final long closeTimeoutNs;

    /**
     * Makes the loop; nothing runs before {@link #start}.
     *
     * @param listener that of the setup
     */
    public NodeThreads(LoopSetup setup, LoopConfig config, ListenerThread listener) {
        NanoClock clock = setup.clocks().monotonic();
        int nodeId = setup.identity().nodeId();
        this.name = nameOf(setup.identity());
        this.closeTimeoutNs = setup.limits().closeTimeoutNs();
        this.listener = listener;
        this.loop = new Loop(setup);
        this.calls = new CallForms(loop, clock);
        this.runner = new LoopRunner(loop, config, clock, closeTimeoutNs);
        this.completer = new Completer(
                loop.completions(),
                Thread::startVirtualThread,
                setup.limits().backlogs().maxCompleterThreads());
        loop.ingress().onWaiting(runner);
        setup.journal().onProgress(runner::wake);
        loop.completions().consumer(completer);
        boolean isBalanced = config.profile() == LoopConfig.Profile.BALANCED;
        Thread.Builder builder =
                isBalanced ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
        this.loopThread = builder.name("balsa-loop-" + nodeId).unstarted(this::runLoop);
        this.completerThread =
                Thread.ofVirtual().name("balsa-completer-" + nodeId).unstarted(completer);
    }

    /** A node as the log names it. */
    static String nameOf(NodeIdentity identity) {
        return "node " + identity.nodeId() + " of " + identity.clusterName();
    }

    public void start() {
        NodeStatus status = loop.status();
        LOG.log(
                System.Logger.Level.INFO,
                "{0} starts in term {1} with entries up to {2}, durability {3}",
                name,
                Long.toString(status.term()),
                Long.toString(status.lastIndex()),
                status.durability());
        completerThread.start();
        loopThread.start();
    }

    public CallForms calls() {
        return calls;
    }

    public Counters counters() {
        return loop.counters();
    }

    /** Asks the loop while it runs. */
    public NodeStatus status() {
        loop.ingress().checkMayWait();
        StatusBoard board = loop.parts().statusBoard;
        boolean isTurning = loopThread.isAlive() && !runner.isStopping();
        return isTurning ? board.ask(runner) : board.latest();
    }

    /** Blocks until everything has stopped. @return the cause, or null after {@link #close} */
    public @Nullable Throwable awaitStop() throws InterruptedException {
        loop.ingress().checkMayWait();
        stopped.await();
        return runner.failure();
    }

    public boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Stops and waits, a bounded time. */
    public void close() {
        runner.stop();
        if (runner.isOnLoop()) {
            return;
        }
        try {
            if (!stopped.await(STEPS_OF_CLOSE * closeTimeoutNs, TimeUnit.NANOSECONDS)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} does not stop: its loop is held up, perhaps by the state machine or an outcome handler",
                        name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runLoop() {
        try {
            runner.run();
        } finally {
            afterLoop();
        }
    }

    private void afterLoop() {
        Throwable failure = runner.failure();
        if (failure == null) {
            LOG.log(System.Logger.Level.INFO, "{0} is closed", name);
        } else {
            LOG.log(System.Logger.Level.ERROR, name + " has stopped: " + failure.getMessage(), failure);
        }
        listener.onStopped(failure);
        listener.end();
        completer.end();
        stopped.countDown();
    }
}
