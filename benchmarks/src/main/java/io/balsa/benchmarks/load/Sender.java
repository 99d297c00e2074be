package io.balsa.benchmarks.load;

import com.sun.management.OperatingSystemMXBean;
import io.balsa.benchmarks.peer.Cluster;
import io.balsa.benchmarks.peer.Session;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sends commands at a pace through one session. While it has nothing to do it yields, or sleeps where threads of the peer's bring
 * the answers, in an open loop until shortly before a command is due: it shares the processors with what it measures. One thread.
 */
public final class Sender {
    private static final long PATIENCE_NS = 30_000_000_000L;
    /** Longest sleep: where a peer takes nothing although there is room, no answer has to come. */
    private static final long REST_NS = 1_000_000;
    /** Of a command of an open loop, where threads of the peer's bring the answers. */
    private static final long AWAKE_BEFORE_NS = 100_000;
    /** Of the time of an open loop: who is later than that at its end has not kept the rate. */
    private static final long HOPELESS_SHARE = 4;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Cluster cluster;
    private final Session session;
    private final Recording recording;
    private final UnsafeBuffer command;
    private long stretchNs = Long.MAX_VALUE;
    private Consumer<Histogram> onStretch = latencies -> {};
    private long sent;
    // Of the next command of a closed loop: refused at first, it was due all the same.
    private boolean wasRefused;
    private long refusedAtNs;

    /** {@code cluster}: whose processor time counts, beside that of this process. */
    Sender(Cluster cluster, Session session, Recording recording, int payload) {
        if (payload < Long.BYTES) {
            throw new IllegalArgumentException("a command holds its token: 8 bytes or more, not " + payload);
        }
        this.cluster = cluster;
        this.session = session;
        this.recording = recording;
        this.command = new UnsafeBuffer(ByteBuffer.allocateDirect(payload));
    }

    /** From now on the latencies of every stretch of that length are told while an open loop goes on. */
    void tellEvery(long ns, Consumer<Histogram> listener) {
        stretchNs = ns;
        onStretch = listener;
    }

    /**
     * Sends for that long, and waits for the last answer.
     *
     * @throws CommandsLostException when a command was lost or refused
     */
    Measured run(Pace pace, long ns) throws IOException, InterruptedException {
        long firstToken = sent;
        wasRefused = false;
        recording.measureFrom(firstToken);
        OptionalLong allocatedBefore = cluster.allocatedBytes();
        long cpuBeforeNs = cpuNs();
        long beginNs = System.nanoTime();
        if (pace.isOpen()) {
            sendAllDue(pace, ns);
        } else {
            while (System.nanoTime() - beginNs < ns) {
                sendWindow(pace.window());
            }
        }
        awaitAll();
        long endNs = System.nanoTime();
        long cpuNs = cpuNs() - cpuBeforeNs;
        recording.measureTo(sent);
        OptionalLong allocated = since(allocatedBefore, cluster.allocatedBytes());
        return new Measured(pace, sent - firstToken, endNs - beginNs, cpuNs, allocated, recording.latencies(), true);
    }

    private static OptionalLong since(OptionalLong before, OptionalLong after) {
        return before.isEmpty() || after.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(after.getAsLong() - before.getAsLong());
    }

    private void sendWindow(int window) {
        long answered = recording.answered();
        boolean worked = false;
        for (long room = window - (sent - answered); room > 0 && sendNext(); room--) {
            worked = true;
        }
        if (!take() && !worked) {
            rest(answered);
        }
    }

    private boolean sendNext() {
        long dueNs = wasRefused ? refusedAtNs : System.nanoTime();
        wasRefused = !send(dueNs);
        refusedAtNs = dueNs;
        return !wasRefused;
    }

    /**
     * Sends every command that is due within that time, those too that are late by then: to leave them out would leave out
     * the longest latencies. Gives up where so many are late that the rate was not achieved anyway.
     */
    private void sendAllDue(Pace pace, long ns) {
        long beginNs = System.nanoTime();
        long hopelessNs = ns + ns / HOPELESS_SHARE;
        long commands = pace.commandsIn(ns);
        long firstToken = sent;
        long toldNs = beginNs;
        for (long nowNs = beginNs;
                sent - firstToken < commands && nowNs - beginNs < hopelessNs;
                nowNs = System.nanoTime()) {
            if (!sendDue(pace, firstToken, beginNs, commands, beginNs + hopelessNs) & !take()) {
                awaitDue(beginNs + pace.dueNs(sent - firstToken));
            }
            if (nowNs - toldNs >= stretchNs) {
                onStretch.accept(recording.latencies());
                toldNs += stretchNs;
            }
        }
    }

    /** Who sleeps wakes up later than it wanted to, and so is awake before a command is due. */
    private void awaitDue(long dueNs) {
        long leftNs = dueNs - System.nanoTime() - AWAKE_BEFORE_NS;
        if (session.bringsAnswers() && leftNs > AWAKE_BEFORE_NS) {
            LockSupport.parkNanos(this, leftNs);
        } else {
            Thread.yield();
        }
    }

    private boolean sendDue(Pace pace, long firstToken, long beginNs, long commands, long endNs) {
        boolean worked = false;
        for (long n = sent - firstToken; n < commands && sent - recording.answered() < pace.window(); n++) {
            long dueNs = beginNs + pace.dueNs(n);
            long nowNs = System.nanoTime();
            if (dueNs - nowNs > 0 || nowNs - endNs >= 0 || !send(dueNs)) {
                break;
            }
            worked = true;
        }
        return worked;
    }

    /** Of all processors, by this process and all nodes. */
    private long cpuNs() throws IOException, InterruptedException {
        return system.getProcessCpuTime() + cluster.cpuNs();
    }

    private boolean send(long dueNs) {
        command.putLong(0, sent, ByteOrder.LITTLE_ENDIAN);
        recording.due(sent, dueNs);
        if (!session.offer(command, command.capacity())) {
            return false;
        }
        sent++;
        return true;
    }

    /** @return whether answers came */
    private boolean take() {
        long before = recording.answered();
        session.poll();
        recording.requireSound();
        return recording.answered() != before;
    }

    /** Nothing to do but to wait for more answers than so many. */
    private void rest(long answered) {
        if (session.bringsAnswers()) {
            recording.sleepUntilMoreThan(answered, REST_NS);
        } else {
            session.rest();
        }
    }

    private void awaitAll() {
        long beginNs = System.nanoTime();
        for (long answered = recording.answered(); answered < sent; answered = recording.answered()) {
            if (!take()) {
                rest(answered);
            }
            if (System.nanoTime() - beginNs > PATIENCE_NS) {
                throw new CommandsLostException(
                        (sent - recording.answered()) + " of " + sent + " commands were never answered");
            }
        }
    }

    /** Commands sent, ever. */
    long sent() {
        return sent;
    }
}
