package io.balsa.client;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import io.balsa.config.LoopConfig;
import io.balsa.node.CallDesk;
import io.balsa.node.Completer;
import io.balsa.node.LoopRunner;
import io.balsa.spi.ClientTransport;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

/** A running client: the desk where callers place calls, one thread that turns the loop behind it, one that tells outcomes. */
public final class Client implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Client.class.getName());
    /** Calls under way, the transport, and one more. */
    private static final int STEPS_OF_CLOSE = 3;

    private final CallDesk desk;
    private final LoopRunner runner;
    private final Completer completer;
    private final Thread loopThread;
    private final Thread completerThread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final long closeTimeoutNs;

    private Client(ClientSettings settings, ClientTransport transport, long session) {
        NanoClock clock = SystemNanoClock.INSTANCE;
        closeTimeoutNs = settings.limits().closeTimeoutNs();
        desk = new CallDesk(settings.limits(), clock, (int) session);
        ClientLoop loop = new ClientLoop(settings, transport, desk, clock, session);
        runner = new LoopRunner(loop, settings.loop(), clock, closeTimeoutNs);
        completer = new Completer(
                desk.completions(),
                Thread::startVirtualThread,
                settings.limits().backlogs().maxCompleterThreads());
        desk.connect(runner, completer);
        boolean isBalanced = settings.loop().profile() == LoopConfig.Profile.BALANCED;
        Thread.Builder builder =
                isBalanced ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
        String name = Long.toHexString(session);
        loopThread = builder.name("balsa-client-" + name).unstarted(this::runLoop);
        completerThread =
                Thread.ofVirtual().name("balsa-client-completer-" + name).unstarted(completer);
    }

    /** Starts a client on a transport, which is its own from now on and closed with it. */
    public static Client start(ClientSettings settings, ClientTransport transport) {
        Client client;
        try {
            client = new Client(settings, transport, ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
        } catch (RuntimeException e) {
            transport.close();
            throw e;
        }
        client.completerThread.start();
        client.loopThread.start();
        return client;
    }

    /** Where callers place calls. */
    public CallDesk desk() {
        return desk;
    }

    /** Takes no more calls, gives those under way the close timeout to end, and tells the rest what is known. Idempotent. */
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
