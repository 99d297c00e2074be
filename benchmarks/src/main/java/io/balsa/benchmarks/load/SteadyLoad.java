package io.balsa.benchmarks.load;

import io.balsa.benchmarks.peer.Replies;
import io.balsa.benchmarks.peer.Session;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.agrona.collections.LongArrayList;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A client that sends at a rate whatever happens to the nodes, on a thread of its own, and notes when each answer came. What
 * cannot be sent when it is due is sent as soon as it can be. It parks between commands, so as not to take a processor
 * from who elects.
 */
public final class SteadyLoad implements Replies, AutoCloseable {
    /** Makes the session, on the thread of the load. */
    @FunctionalInterface
    public interface Connector {
        /** {@code replies}: of the load. */
        Session connect(Replies replies) throws Exception;
    }

    private static final long PAUSE_NS = 100_000;
    private static final long PATIENCE_NS = 120_000_000_000L;

    private final Pace pace;
    private final Connector connector;
    private final UnsafeBuffer command;
    private final LongArrayList answerNs = new LongArrayList();
    private final Thread thread = new Thread(this::run, "benchmark-load");
    private long answered;
    private long lost;
    private volatile long sent;
    private volatile boolean ended;
    private volatile @Nullable Exception failure;

    private SteadyLoad(long ratePerSec, int payload, Connector connector) {
        this.pace = Pace.open(ratePerSec);
        this.command = new UnsafeBuffer(ByteBuffer.allocateDirect(payload));
        this.connector = connector;
    }

    /** Starts. {@code payload}: bytes of a command, 8 or more. */
    public static SteadyLoad start(long ratePerSec, int payload, Connector connector) {
        SteadyLoad load = new SteadyLoad(ratePerSec, payload, connector);
        load.thread.start();
        return load;
    }

    private void run() {
        try (Session session = connector.connect(this)) {
            long beganNs = System.nanoTime();
            while (!ended) {
                while (beganNs + pace.dueNs(sent) - System.nanoTime() <= 0 && !ended && offer(session)) {
                    session.poll();
                }
                session.poll();
                LockSupport.parkNanos(PAUSE_NS);
            }
        } catch (Exception e) {
            failure = e;
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    private boolean offer(Session session) {
        command.putLong(0, sent, java.nio.ByteOrder.LITTLE_ENDIAN);
        if (!session.offer(command, command.capacity())) {
            return false;
        }
        sent++;
        return true;
    }

    @Override
    public synchronized void onReply(long token) {
        answered++;
        answerNs.addLong(System.nanoTime());
    }

    @Override
    public synchronized void onFailure(String why) {
        lost++;
    }

    @Override
    public void onWrongAnswer(String what) {
        failure = new IllegalStateException(what);
    }

    /** Commands that were sent. */
    public long sent() {
        return sent;
    }

    /** Commands that were answered. */
    public synchronized long answered() {
        return answered;
    }

    /** Commands of which the client said that they failed, or that it does not know. */
    public synchronized long lost() {
        return lost;
    }

    /** When answers came from {@code sinceNs} on, by {@link System#nanoTime}, with the last one before; what is older is forgotten. */
    public synchronized List<Long> answersNs(long sinceNs) {
        List<Long> found = new ArrayList<>();
        long before = 0;
        for (int at = 0; at < answerNs.size(); at++) {
            long ns = answerNs.getLong(at);
            if (ns - sinceNs >= 0) {
                found.add(ns);
            } else {
                before = ns;
            }
        }
        if (before != 0) {
            found.addFirst(before);
        }
        answerNs.clear();
        found.forEach(answerNs::addLong);
        return found;
    }

    /** Waits until so many more were answered. */
    public void awaitAnswers(long more) {
        long enough = answered() + more;
        long beganNs = System.nanoTime();
        while (answered() < enough) {
            requireAlive();
            if (System.nanoTime() - beganNs > PATIENCE_NS) {
                throw new IllegalStateException("no answers came for two minutes");
            }
            LockSupport.parkNanos(10 * PAUSE_NS);
        }
    }

    private void requireAlive() {
        Exception cause = failure;
        if (cause != null) {
            throw new IllegalStateException("the client failed", cause);
        }
    }

    /**
     * Ends the client, whatever is under way.
     *
     * @throws IllegalStateException when it failed, or had a wrong answer
     */
    @Override
    public void close() throws InterruptedException {
        ended = true;
        thread.join();
        requireAlive();
    }
}
