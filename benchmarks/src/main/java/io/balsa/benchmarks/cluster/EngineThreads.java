package io.balsa.benchmarks.cluster;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** What the engine's platform threads in this process have used. Those that are virtual cannot be told from others and are left out. */
public final class EngineThreads {
    private static final String LOOPS = "balsa-loop-";
    private static final String JOURNALS = "balsa-journal-";

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<Thread> own;

    private EngineThreads(Predicate<String> isMeant) {
        own = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> isMeant.test(thread.getName()))
                .sorted(Comparator.comparing(Thread::getName))
                .toList();
    }

    /** The loops that run now, in the order of the nodes' ids. */
    static EngineThreads loops() {
        return new EngineThreads(name -> name.startsWith(LOOPS));
    }

    /** Loops and the threads of the journals. */
    public static EngineThreads all() {
        return new EngineThreads(name -> name.startsWith(LOOPS) || name.startsWith(JOURNALS));
    }

    /** Bytes since each began. */
    public long[] allocatedBytes() {
        return own.stream()
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.threadId()))
                .toArray();
    }

    /** Processor time since each began, in nanoseconds. */
    long[] cpuNs() {
        return own.stream()
                .mapToLong(thread -> threads.getThreadCpuTime(thread.threadId()))
                .toArray();
    }
}
