package io.balsa.journal.chronicle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where segments lie: each life writes a Chronicle queue in a folder of its own, so that Chronicle never opens a file that
 * another life left in whatever state, and each cycle of a queue is one segment. Chronicle names cycles by time; a cycle of
 * one second makes the name of segment n the n-th second of 1970. Any thread.
 */
final class SegmentFiles {
    static final String SUFFIX = ".cq4";
    static final String NAME_FORMAT = "yyyyMMdd-HHmmss";

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern(NAME_FORMAT);
    private static final String LIFE_PREFIX = "life-";

    private final Path directory;
    private final ConcurrentSkipListMap<Long, Path> files = new ConcurrentSkipListMap<>();

    SegmentFiles(Path directory) throws IOException {
        this.directory = directory;
        files.putAll(scan());
    }

    private Map<Long, Path> scan() throws IOException {
        Map<Long, Path> found = new TreeMap<>();
        for (Path life : list(directory)) {
            if (Files.isDirectory(life) && life.getFileName().toString().startsWith(LIFE_PREFIX)) {
                for (Path file : list(life)) {
                    long segment = segmentOf(file.getFileName().toString());
                    if (segment > 0) {
                        found.put(segment, file);
                    }
                }
            }
        }
        return found;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        }
    }

    /** Number of the segment in a file of that name, or 0. */
    private static long segmentOf(String name) {
        if (!name.endsWith(SUFFIX)) {
            return 0;
        }
        try {
            String stem = name.substring(0, name.length() - SUFFIX.length());
            return LocalDateTime.parse(stem, NAME).toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeParseException foreign) {
            return 0;
        }
    }

    List<Long> segments() {
        return new ArrayList<>(files.keySet());
    }

    /** Folder of the life whose first segment has that number. */
    Path lifeOf(long firstSegment) {
        return directory.resolve(String.format("%s%010d", LIFE_PREFIX, firstSegment));
    }

    /** File for a new segment in the folder of its life. */
    Path add(Path life, long segment) {
        String name = LocalDateTime.ofEpochSecond(segment, 0, ZoneOffset.UTC).format(NAME);
        Path file = life.resolve(name + SUFFIX);
        files.put(segment, file);
        return file;
    }

    /** Name of the journal's directory, for names of threads. */
    String directoryName() {
        return String.valueOf(directory.getFileName());
    }

    @Nullable
    Path find(long segment) {
        return files.get(segment);
    }

    /** Deletes a segment, and the folder of its life when that was the last in it. What fails can be tried again. */
    void delete(long segment) throws IOException {
        Path file = files.get(segment);
        if (file == null) {
            return;
        }
        Files.deleteIfExists(file);
        Path life = Objects.requireNonNull(file.getParent(), "a segment lies in the folder of its life");
        boolean lifeGoesOn = files.values().stream().anyMatch(other -> other.startsWith(life) && !other.equals(file));
        if (lifeGoesOn) {
            syncFolder(life);
        } else {
            deleteFolder(life);
            syncFolder(directory);
        }
        files.remove(segment);
    }

    private static void deleteFolder(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (Path left : list(folder)) {
                Files.deleteIfExists(left);
            }
            Files.deleteIfExists(folder);
        }
    }

    /** Makes the names in a folder durable. */
    static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    byte @Nullable [] note(String name) throws IOException {
        Path file = directory.resolve(name);
        return Files.exists(file) ? Files.readAllBytes(file) : null;
    }

    void note(String name, byte[] content) throws IOException {
        Path fresh = directory.resolve(name + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        syncFolder(directory);
    }
}
