package io.balsa.journal;

import io.balsa.spi.JournalException;
import io.balsa.spi.NodeIdentity;
import java.io.IOException;
import java.util.List;

/**
 * Reads a store from its oldest segment to where the stream ends, and decides what that end is: a clean one, a torn tail,
 * which is dropped, or damage, which is refused. See docs/journal-crash-safety.md. One thread, once.
 */
final class Recovery {
    private final RecordStore store;
    private final LogState state = new LogState();
    private final EntryIndex index;
    private final RecordReplay replay;
    private final StreamWalk walk;
    private final TailCheck tail = new TailCheck();
    private final List<Long> segments;
    private int intact;

    Recovery(RecordStore store, NodeIdentity identity, int indexEntries) {
        this.store = store;
        this.index = new EntryIndex(indexEntries);
        this.replay = new RecordReplay(state, index);
        this.walk = new StreamWalk(store, identity, replay);
        this.segments = store.segments();
    }

    /**
     * Replays and decides; changes nothing in the store.
     *
     * @param livedBefore whether an earlier life completed an open, so that at least one segment must be intact
     */
    void run(boolean livedBefore) {
        try {
            while (intact < segments.size() && walk.replay(segments.get(intact))) {
                intact++;
            }
            requireNothingLost(livedBefore);
        } catch (IOException | InternalError failure) {
            throw new JournalException(
                    "the journal could not be read (" + failure.getMessage() + "); check the disk under it", failure);
        }
    }

    private void requireNothingLost(boolean livedBefore) throws IOException {
        if (livedBefore && segments.isEmpty()) {
            throw Refusal.because("the journal has lost all its segments");
        }
        if (intact > 0 && segments.getFirst() > replay.lowestSegment()) {
            throw Refusal.because("the journal has lost every segment before " + store.nameOf(segments.getFirst()));
        }
        long durable = durableEvidence();
        if (durable > walk.position() || livedBefore && intact == 0 || !endMayBeTorn()) {
            throw damage(durable);
        }
    }

    /** The highest position that anything readable knew to be durable. */
    private long durableEvidence() throws IOException {
        long durable = store.mark();
        for (int at = Math.max(0, intact - 1); at < segments.size(); at++) {
            try (SegmentBytes bytes = store.read(segments.get(at))) {
                int from = at < intact ? walk.stopOffset() : 0;
                durable = Math.max(durable, tail.durableAccordingTo(bytes.buffer(), from, bytes.length()));
            }
        }
        return durable;
    }

    private boolean endMayBeTorn() throws IOException {
        if (walk.endedBroken() && !mayBeTorn(segments.get(intact - 1), walk.stopOffset())) {
            return false;
        }
        for (int at = intact; at < segments.size(); at++) {
            if (!mayBeginTorn(segments.get(at))) {
                return false;
            }
        }
        return true;
    }

    private boolean mayBeTorn(long segment, int offset) throws IOException {
        try (SegmentBytes bytes = store.read(segment)) {
            return !tail.isIntact(bytes.buffer(), offset, bytes.length())
                    && tail.mayBeTorn(bytes.buffer(), offset, bytes.length());
        }
    }

    /** A whole segment may follow a hole that a power cut left; what nobody knew to be durable goes with the hole. */
    private boolean mayBeginTorn(long segment) throws IOException {
        try (SegmentBytes bytes = store.read(segment)) {
            int offset = bytes.recordAt(0);
            return offset == SegmentBytes.NONE
                    || tail.isIntact(bytes.buffer(), offset, bytes.length())
                    || tail.mayBeTorn(bytes.buffer(), offset, bytes.length());
        }
    }

    private JournalException damage(long durable) {
        return Refusal.because("the journal is damaged: " + whatIsWrong() + "; it is sound up to position "
                + walk.position()
                + (durable > walk.position() ? " but was acknowledged as durable up to at least " + durable : ""));
    }

    private String whatIsWrong() {
        if (intact > 0 && walk.endedBroken()) {
            return store.nameOf(walk.lastSegment()) + " has at offset " + walk.stopOffset() + " " + walk.stopReason();
        }
        if (intact < segments.size()) {
            return store.nameOf(segments.get(intact)) + " does not begin with a record that continues "
                    + (intact == 0 ? "anything" : store.nameOf(walk.lastSegment()));
        }
        return store.nameOf(walk.lastSegment()) + " ends at offset " + walk.stopOffset() + " and nothing follows";
    }

    /**
     * Deletes segments that lie wholly behind a torn tail, makes durable what an earlier life may not have, and then ends the
     * purge that an earlier life began.
     *
     * @param force whether what is kept must survive a power cut; what a sync that failed may have left to go away by itself is
     *     written again in any case
     * @return false when the store does not hold any more what was read, so that all must be read again; then nothing was deleted
     */
    boolean settle(boolean force) {
        try {
            boolean lastSyncMayHaveFailed = !walk.isPageCache();
            if ((force || lastSyncMayHaveFailed) && !new TailRewrite(store, walk).run(knownDurable())) {
                return false;
            }
            for (int at = intact; at < segments.size(); at++) {
                store.delete(segments.get(at));
            }
            for (int at = 0; force && at < intact; at++) {
                store.force(segments.get(at));
            }
            purge();
            return true;
        } catch (IOException | InternalError failure) {
            throw new JournalException("the journal could not be made durable: " + failure.getMessage(), failure);
        }
    }

    /** Up to where a sync that succeeded has been told of. What a life with durability page-cache says of itself is no such thing. */
    private long knownDurable() throws IOException {
        return walk.isPageCache() ? walk.durable() : Math.max(walk.durable(), store.mark());
    }

    private void purge() throws IOException {
        long lowest = replay.lowestSegment();
        if (intact == 0 || segments.getFirst() >= lowest) {
            return;
        }
        for (int at = 0; segments.get(at) < lowest; at++) {
            store.delete(segments.get(at));
        }
        long firstIndex = index.firstIndexFrom(lowest);
        index.purgeBelow(lowest);
        state.purgeBefore(firstIndex, firstIndex);
    }

    LogState state() {
        return state;
    }

    EntryIndex index() {
        return index;
    }

    long position() {
        return walk.position();
    }

    int chain() {
        return walk.chain();
    }

    /** Life that wrote the newest segment; 0 for none. */
    long incarnation() {
        return walk.incarnation();
    }

    /** Newest segment that is part of the stream; 0 for none. */
    long lastSegment() {
        return walk.lastSegment();
    }

    /** Lowest segment that must be there. */
    long lowestSegment() {
        return replay.lowestSegment();
    }

    /** A number that no segment has, nor had. */
    long nextSegment() {
        return segments.isEmpty() ? walk.lastSegment() + 1 : segments.getLast() + 1;
    }
}
