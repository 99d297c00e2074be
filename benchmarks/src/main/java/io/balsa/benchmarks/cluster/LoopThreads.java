package io.balsa.benchmarks.cluster;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** What the loops' platform threads have allocated. Loops on virtual threads cannot be told from others and are left out. */
final class LoopThreads {
    private static final String PREFIX = "balsa-loop-";

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<Thread> loops = Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith(PREFIX))
            .sorted((a, b) -> a.getName().compareTo(b.getName()))
            .toList();

    /** Bytes since each loop began, in the order of the nodes' ids. */
    long[] allocatedBytes() {
        return loops.stream()
                .mapToLong(loop -> threads.getThreadAllocatedBytes(loop.threadId()))
                .toArray();
    }

    /** Processor time since each loop began, in nanoseconds. */
    long[] cpuNs() {
        return loops.stream()
                .mapToLong(loop -> threads.getThreadCpuTime(loop.threadId()))
                .toArray();
    }
}
