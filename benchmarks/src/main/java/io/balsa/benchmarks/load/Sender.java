package io.balsa.benchmarks.load;

import com.sun.management.OperatingSystemMXBean;
import io.balsa.benchmarks.peer.Session;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sends commands at a pace through one session. It yields while it has nothing to do, for it shares the processors with what
 * it measures. One thread.
 */
public final class Sender {
    private static final long PATIENCE_NS = 30_000_000_000L;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Session session;
    private final Recording recording;
    private final UnsafeBuffer command;
    private long sent;

    Sender(Session session, Recording recording, int payload) {
        if (payload < Long.BYTES) {
            throw new IllegalArgumentException("a command holds its token: 8 bytes or more, not " + payload);
        }
        this.session = session;
        this.recording = recording;
        this.command = new UnsafeBuffer(ByteBuffer.allocateDirect(payload));
    }

    /**
     * Sends for that long, and waits for the last answer.
     *
     * @throws IllegalStateException when a command was lost or refused
     */
    Measured run(Pace pace, long ns) {
        long firstToken = sent;
        recording.measureFrom(firstToken);
        long cpuBeforeNs = system.getProcessCpuTime();
        long beginNs = System.nanoTime();
        for (long nowNs = beginNs; nowNs - beginNs < ns; nowNs = System.nanoTime()) {
            boolean worked = pace.isOpen() ? sendDue(pace, firstToken, beginNs) : sendWindow(pace.window());
            take(worked);
        }
        awaitAll();
        long endNs = System.nanoTime();
        long cpuNs = system.getProcessCpuTime() - cpuBeforeNs;
        recording.measureTo(sent);
        return new Measured(pace, sent - firstToken, endNs - beginNs, cpuNs, recording.latencies());
    }

    private boolean sendWindow(int window) {
        boolean worked = false;
        for (long room = window - (sent - recording.answered()); room > 0 && send(System.nanoTime()); room--) {
            worked = true;
        }
        return worked;
    }

    private boolean sendDue(Pace pace, long firstToken, long beginNs) {
        boolean worked = false;
        long dueNs = beginNs + pace.dueNs(sent - firstToken);
        while (dueNs - System.nanoTime() <= 0 && sent - recording.answered() < pace.window() && send(dueNs)) {
            worked = true;
            dueNs = beginNs + pace.dueNs(sent - firstToken);
        }
        return worked;
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

    private void take(boolean worked) {
        long before = recording.answered();
        session.poll();
        recording.requireSound();
        if (!worked && recording.answered() == before) {
            Thread.yield();
        }
    }

    private void awaitAll() {
        long beginNs = System.nanoTime();
        while (recording.answered() < sent) {
            take(false);
            if (System.nanoTime() - beginNs > PATIENCE_NS) {
                throw new IllegalStateException(
                        (sent - recording.answered()) + " of " + sent + " commands were never answered");
            }
        }
    }

    /** Commands sent, ever. */
    long sent() {
        return sent;
    }
}
