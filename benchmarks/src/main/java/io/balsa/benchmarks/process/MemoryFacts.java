package io.balsa.benchmarks.process;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process holds, in bytes. What the kernel alone knows is 0 where there is no {@code /proc}.
 *
 * @param heap           what is reachable: after a collection
 * @param direct         direct buffers, off the heap
 * @param mapped         shared mappings of files: journals, archives, buffers of media drivers
 * @param mappedResident what of that is in memory
 * @param anonymous      memory of the process alone: heap, stacks, code, what was allocated off the heap
 * @param resident       everything that is in memory
 */
public record MemoryFacts(long heap, long direct, long mapped, long mappedResident, long anonymous, long resident) {
    private static final long KIB = 1024;

    /** Of this process. Collects garbage first. */
    public static MemoryFacts ofThisProcess() throws IOException {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        Path maps = Path.of("/proc/self/smaps");
        return Files.isReadable(maps)
                ? of(heap, direct, Files.readAllLines(maps))
                : new MemoryFacts(heap, direct, 0, 0, 0, 0);
    }

    /** {@code lines}: of {@code /proc/PID/smaps}. */
    static MemoryFacts of(long heap, long direct, List<String> lines) {
        long mapped = 0;
        long mappedResident = 0;
        long anonymous = 0;
        long resident = 0;
        boolean shared = false;
        for (String line : lines) {
            String[] words = line.split("\\s+");
            switch (words[0]) {
                case "Size:" -> mapped += shared ? KIB * Long.parseLong(words[1]) : 0;
                case "Rss:" -> {
                    long bytes = KIB * Long.parseLong(words[1]);
                    resident += bytes;
                    mappedResident += shared ? bytes : 0;
                }
                case "Anonymous:" -> anonymous += KIB * Long.parseLong(words[1]);
                default -> shared = isMapping(words) ? words[1].endsWith("s") : shared;
            }
        }
        return new MemoryFacts(heap, direct, mapped, mappedResident, anonymous, resident);
    }

    /** Lines that begin a mapping are {@code from-to permissions offset device inode path}; those that follow have a colon. */
    private static boolean isMapping(String[] words) {
        return words.length > 4 && words[0].indexOf('-') > 0 && !words[0].endsWith(":");
    }
}
