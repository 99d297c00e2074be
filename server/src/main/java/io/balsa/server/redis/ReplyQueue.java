package io.balsa.server.redis;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The answers of one connection in the order of its commands. Its reader adds, the node's loop completes in whatever order,
 * its sender takes from the front. Nobody holds a lock; reader and sender park, and whoever makes their condition true wakes
 * them.
 */
final class ReplyQueue {
    private static final int NOTHING = -1;

    private final int maxPipeline;
    private final long outputBufferBytes;

    /** Commands under way through the log, and queries under way. */
    private final AtomicInteger logged = new AtomicInteger();

    private final AtomicInteger queries = new AtomicInteger();
    /** Bytes of answers that have not been sent. */
    private final AtomicLong held = new AtomicLong();

    private volatile boolean overflown;
    private volatile boolean abandoned;

    /** Last one taken; its next is the front. Sender only, read by others only while the sender waits. */
    private Reply taken;
    /** Reader only. */
    private Reply newest;

    private volatile @Nullable Thread waitingSender;
    private volatile @Nullable Thread waitingReader;
    private volatile int readerWaitsForLogged = NOTHING;
    private volatile int readerWaitsForQueries = NOTHING;

    ReplyQueue(int maxPipeline, long outputBufferBytes) {
        this.maxPipeline = maxPipeline;
        this.outputBufferBytes = outputBufferBytes;
        taken = new Reply(this, new byte[0], false);
        newest = taken;
    }

    // Reader.

    /** Adds an answer that is complete. */
    void addLocal(byte[] bytes, boolean last) {
        mayHold(bytes.length + Reply.OVERHEAD);
        Reply reply = new Reply(this, bytes, last);
        link(reply);
        wakeSender(reply);
    }

    /**
     * Adds an answer that is to come, once there is room and nothing under way may overtake it or be overtaken: what goes through
     * the log waits for queries to be answered, and queries wait for what is in the log.
     */
    Reply add(Reply.Kind kind, Shape shape, int version) {
        if (kind.isLogged()) {
            waitUntilAtMost(logged.get() < maxPipeline ? maxPipeline : maxPipeline / 2, 0);
            logged.incrementAndGet();
        } else {
            waitUntilAtMost(0, queries.get() < maxPipeline ? maxPipeline : maxPipeline / 2);
            queries.incrementAndGet();
        }
        Reply reply = new Reply(this, kind, shape, version);
        link(reply);
        return reply;
    }

    /** Whether a query would have to wait for the log. */
    boolean hasLoggedUnderWay() {
        return logged.get() > 0;
    }

    private void link(Reply reply) {
        newest.next = reply;
        newest = reply;
    }

    private void waitUntilAtMost(int loggedLimit, int queriesLimit) {
        if (logged.get() <= loggedLimit && queries.get() <= queriesLimit) {
            return;
        }
        readerWaitsForLogged = loggedLimit;
        readerWaitsForQueries = queriesLimit;
        waitingReader = Thread.currentThread();
        while ((logged.get() > loggedLimit || queries.get() > queriesLimit) && !abandoned) {
            LockSupport.park(this);
        }
        waitingReader = null;
    }

    // Whoever completes.

    /**
     * Counts what is about to be held; false when it is too much and the answer must be dropped. The queue has overflown before
     * that answer is complete, so that the sender never takes it for one.
     */
    boolean mayHold(int bytes) {
        if (held.addAndGet(bytes) > outputBufferBytes) {
            overflown = true;
        }
        return !overflown;
    }

    void completed(Reply reply) {
        (reply.kind.isLogged() ? logged : queries).decrementAndGet();
        wakeSender(reply);
        Thread reader = waitingReader;
        if (reader != null && logged.get() <= readerWaitsForLogged && queries.get() <= readerWaitsForQueries) {
            LockSupport.unpark(reader);
        }
    }

    private void wakeSender(Reply reply) {
        Thread sender = waitingSender;
        if (sender != null && taken.next == reply) {
            LockSupport.unpark(sender);
        }
    }

    // Sender.

    /** The front when it is complete, else null. */
    @Nullable
    Reply poll() {
        Reply front = taken.next;
        if (front == null || !front.isDone()) {
            return null;
        }
        taken = front;
        return front;
    }

    /** Waits for the front to be complete; null when the queue was abandoned. */
    @Nullable
    Reply take() {
        Reply front = poll();
        if (front != null || abandoned) {
            return front;
        }
        waitingSender = Thread.currentThread();
        while ((front = poll()) == null && !abandoned) {
            LockSupport.park(this);
        }
        waitingSender = null;
        return front;
    }

    /** Says that an answer was sent. */
    void released(Reply reply) {
        held.addAndGet(-(reply.bytes().length + Reply.OVERHEAD));
    }

    // Anyone.

    /** Nobody will send any more: whoever waits gives up. */
    void abandon() {
        abandoned = true;
        LockSupport.unpark(waitingSender);
        LockSupport.unpark(waitingReader);
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** Whether more gathered than the client may leave unread; answers are missing from then on. */
    boolean isOverflown() {
        return overflown;
    }

    /** Commands under way. */
    int underWay() {
        return logged.get() + queries.get();
    }

    long heldBytes() {
        return held.get();
    }
}
