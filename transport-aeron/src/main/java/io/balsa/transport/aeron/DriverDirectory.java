package io.balsa.transport.aeron;

import io.aeron.CommonContext;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.IoUtil;

/**
 * Where an own driver keeps its buffers: a directory that belongs to one transport of one process, in memory where there is
 * a {@code /dev/shm} with room, and gone after close. What a killed process left is deleted when the same node starts again:
 * the name carries the process, when it began and the namespace of its id, so that a reused process id (in a container it is
 * always the same) does not keep an old directory alive.
 */
final class DriverDirectory {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final long SILENT_MS = 400;
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final String ME =
            namespace() + "-" + ProcessHandle.current().pid() + "-" + startedMs(ProcessHandle.current());

    private final Path parent;
    private final String prefix;

    private DriverDirectory(Path parent, String prefix) {
        this.parent = parent;
        this.prefix = prefix;
    }

    /**
     * @param owner       who it is for, the same at every start
     * @param neededBytes of all buffers together, to choose a place that has them
     */
    static DriverDirectory of(String owner, AeronConfig config, long neededBytes) {
        String configured = config.driver().directory();
        Path parent = configured.isBlank() ? roomiest(neededBytes) : Path.of(configured);
        return new DriverDirectory(parent, "balsa-" + owner.replaceAll("[^A-Za-z0-9._]", "_") + "-");
    }

    private static Path roomiest(long neededBytes) {
        File memory = SHARED_MEMORY.toFile();
        boolean fits = memory.isDirectory() && memory.canWrite() && memory.getUsableSpace() >= neededBytes;
        return fits ? SHARED_MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** Deletes what dead processes left, and names a fresh directory. */
    String create() {
        deleteStale();
        return parent.resolve(prefix + ME + "-" + NEXT.incrementAndGet()).toString();
    }

    private void deleteStale() {
        File[] found = parent.toFile().listFiles((directory, name) -> name.startsWith(prefix));
        for (File directory : found == null ? new File[0] : found) {
            String[] parts = directory.getName().substring(prefix.length()).split("-");
            if (parts.length == 4
                    && isDead(parts[1], parts[2])
                    && (parts[0].equals(namespace()) || isSilent(directory))) {
                IoUtil.delete(directory, true);
            }
        }
    }

    private static boolean isDead(String pid, String startedMs) {
        try {
            Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
            return process.isEmpty() || startedMs(process.get()) != Long.parseLong(startedMs);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Where process ids mean what they mean here; the same for all where a system has no such thing. */
    private static String namespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid"))
                    .toString()
                    .replaceAll("\\D", "");
        } catch (IOException | UnsupportedOperationException e) {
            return "0";
        }
    }

    /** Process ids say nothing about another container that shares the directory; a live driver does, every few milliseconds. */
    private static boolean isSilent(File directory) {
        try {
            return !CommonContext.isDriverActive(directory, SILENT_MS, line -> {});
        } catch (RuntimeException e) {
            return true; // Killed while it was being made.
        }
    }

    private static long startedMs(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
