package io.balsa.simulator.machine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a directory has otherwise on the disk than in the cache: segments whose deletion failed after it was done, and notes that
 * failed to be replaced after they were. Whoever looks finds them deleted and replaced; a power cut may undo that until a sync of the
 * directory succeeds, deletions in the order in which they were done, as file systems with a log of their own have it.
 */
final class UnsyncedNames {
    private final Map<Long, StoredSegment> deleted = new LinkedHashMap<>();
    private final Map<String, Former> replaced = new TreeMap<>();

    /** A note that is on the disk; null when there was none. */
    private record Former(byte @Nullable [] content) {}

    /** The segment is gone, in the cache only. */
    void delete(long number, StoredSegment segment) {
        deleted.put(number, segment);
    }

    /** The note has a new content, in the cache only. */
    void replace(String name, byte @Nullable [] content) {
        replaced.putIfAbsent(name, new Former(content));
    }

    /** The directory was synced. */
    void sync() {
        deleted.clear();
        replaced.clear();
    }

    void copyFrom(UnsyncedNames other) {
        sync();
        other.deleted.forEach((number, segment) -> deleted.put(number, segment.copy()));
        replaced.putAll(other.replaced);
    }

    /** The power fails: some of it is undone, and all is on the disk then. */
    void losePower(Chance chance, PageCache fate, Map<Long, StoredSegment> segments, Map<String, byte[]> notes) {
        int lasting = lasting(chance, fate);
        for (Map.Entry<Long, StoredSegment> entry : deleted.entrySet()) {
            boolean comesBack = lasting-- <= 0 && !segments.containsKey(entry.getKey());
            if (comesBack && entry.getValue().losePower(chance, fate)) {
                segments.put(entry.getKey(), entry.getValue());
            }
        }
        replaced.forEach((name, former) -> {
            if (fate != PageCache.KEPT && (fate == PageCache.LOST || chance.below(2) == 0)) {
                restore(notes, name, former);
            }
        });
        sync();
    }

    /** How many deletions the disk knows of. */
    private int lasting(Chance chance, PageCache fate) {
        return switch (fate) {
            case KEPT -> deleted.size();
            case LOST -> 0;
            case BY_CHANCE, TORN -> deleted.isEmpty() ? 0 : chance.below(deleted.size() + 1);
        };
    }

    private static void restore(Map<String, byte[]> notes, String name, Former former) {
        byte[] content = former.content();
        if (content == null) {
            notes.remove(name);
        } else {
            notes.put(name, content);
        }
    }
}
