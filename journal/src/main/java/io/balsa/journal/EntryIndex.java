package io.balsa.journal;

import java.util.Arrays;

/**
 * Where cold reads start: a sparse, bounded map from entries to records. A mark says that its entry begins the record at its
 * location, and holds for all entries up to the next mark. After a truncation and at the first entries of a segment a mark is
 * set always ("border"), so that a walk from any mark up to the next border sees nothing that was truncated before the
 * entries it wants. It has its full size from the start, so that a log that grows allocates nothing. Loop thread.
 */
final class EntryIndex {
    private static final int FIRST_SPACING = 16 * 1024;

    private int maxMarks;
    private long[] firstIndexes;
    private long[] locations;
    private boolean[] borders;
    private int size;
    private long[] segments = new long[8];
    private long[] lowestIndexes = new long[8];
    private int segmentCount;
    private boolean borderNext = true;
    private long spacing = FIRST_SPACING;
    private long sinceMark;

    EntryIndex(int maxMarks) {
        this.maxMarks = maxMarks;
        firstIndexes = new long[maxMarks];
        locations = new long[maxMarks];
        borders = new boolean[maxMarks];
    }

    /** A segment begins; its entries will start at {@code nextIndex} unless it truncates. */
    void segmentBegins(long segment, long nextIndex) {
        if (segmentCount == segments.length) {
            segments = Arrays.copyOf(segments, segmentCount * 2);
            lowestIndexes = Arrays.copyOf(lowestIndexes, segmentCount * 2);
        }
        segments[segmentCount] = segment;
        lowestIndexes[segmentCount++] = nextIndex;
        borderNext = true;
    }

    /** A record of entries was added to the current segment. */
    void added(long firstIndex, int offset, int recordLength) {
        sinceMark += recordLength;
        if (borderNext || sinceMark >= spacing) {
            mark(firstIndex, segments[segmentCount - 1] << 32 | offset);
        }
    }

    private void mark(long firstIndex, long location) {
        if (size >= maxMarks) {
            thinOut();
        }
        if (size == firstIndexes.length) {
            firstIndexes = Arrays.copyOf(firstIndexes, size * 2);
            locations = Arrays.copyOf(locations, size * 2);
            borders = Arrays.copyOf(borders, size * 2);
        }
        firstIndexes[size] = firstIndex;
        locations[size] = location;
        borders[size++] = borderNext;
        borderNext = false;
        sinceMark = 0;
    }

    /**
     * Drops every second mark that is no border. Borders must stay: without one a read would deliver what was truncated. When
     * nearly all are borders, the limit doubles; so there are at most {@code balsa.journal.index-entries} marks, or at most
     * four for each segment held and each truncation within them.
     */
    private void thinOut() {
        int kept = 0;
        boolean drop = false;
        for (int i = 0; i < size; i++) {
            drop = !borders[i] && !drop;
            if (!drop) {
                firstIndexes[kept] = firstIndexes[i];
                locations[kept] = locations[i];
                borders[kept++] = borders[i];
            }
        }
        size = kept;
        spacing *= 2;
        if (size > maxMarks / 4 * 3) {
            maxMarks *= 2;
        }
    }

    void truncatedFrom(long fromIndex) {
        while (size > 0 && firstIndexes[size - 1] >= fromIndex) {
            size--;
        }
        lowestIndexes[segmentCount - 1] = Math.min(lowestIndexes[segmentCount - 1], fromIndex);
        borderNext = true;
    }

    /** Position among the marks of the one that leads to an entry, or -1. */
    int find(long index) {
        int at = Arrays.binarySearch(firstIndexes, 0, size, index);
        return at >= 0 ? at : -at - 2;
    }

    long segmentOf(int mark) {
        return locations[mark] >>> 32;
    }

    int offsetOf(int mark) {
        return (int) locations[mark];
    }

    /** Last entry that a walk from that mark may deliver: the one before the next border. */
    long lastIndexFrom(int mark) {
        for (int next = mark + 1; next < size; next++) {
            if (borders[next]) {
                return firstIndexes[next] - 1;
            }
        }
        return Long.MAX_VALUE;
    }

    /** Highest segment below which no entry from {@code index} on lies. */
    long lowestSegmentFor(long index) {
        long lowest = Long.MAX_VALUE;
        for (int i = segmentCount - 1; i >= 0; i--) {
            lowest = Math.min(lowest, lowestIndexes[i]);
            if (lowest <= index) {
                return segments[i];
            }
        }
        return segments[0];
    }

    /** Lowest index that segments from that number on hold. */
    long firstIndexFrom(long segment) {
        long lowest = Long.MAX_VALUE;
        for (int i = segmentCount - 1; i >= 0 && segments[i] >= segment; i--) {
            lowest = Math.min(lowest, lowestIndexes[i]);
        }
        return lowest;
    }

    /** Forgets segments below that number. */
    void purgeBelow(long segment) {
        int gone = 0;
        while (gone < segmentCount && segments[gone] < segment) {
            gone++;
        }
        segments = Arrays.copyOfRange(segments, gone, Math.max(segmentCount, gone + 1));
        lowestIndexes = Arrays.copyOfRange(lowestIndexes, gone, Math.max(segmentCount, gone + 1));
        segmentCount -= gone;
        int marks = 0;
        while (marks < size && locations[marks] >>> 32 < segment) {
            marks++;
        }
        System.arraycopy(firstIndexes, marks, firstIndexes, 0, size - marks);
        System.arraycopy(locations, marks, locations, 0, size - marks);
        System.arraycopy(borders, marks, borders, 0, size - marks);
        size -= marks;
    }

    long[] segments() {
        return Arrays.copyOf(segments, segmentCount);
    }

    int size() {
        return size;
    }
}
