package io.balsa.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** One direction between two nodes of a {@link MemoryNetwork}, and what a test does to it. */
public final class MemoryLink {
    private static final int DEFAULT_CAPACITY = 4096;

    private final Deque<byte[]> frames = new ArrayDeque<>();
    private int capacity = DEFAULT_CAPACITY;
    private int duplicates;
    private boolean cut;
    private boolean held;
    private @Nullable Predicate<UnsafeBuffer> doomed;

    /** Frames sent from now on vanish, and those under way too; the sender is told they were sent. */
    public void cut() {
        cut = true;
        frames.clear();
    }

    /** Frames wait until {@link #release} or {@link MemoryNetwork#heal}. */
    public void hold() {
        held = true;
    }

    /** Lets go what was held. */
    public void release() {
        held = false;
    }

    /** Frames for which the test holds vanish; null for none. The frame may be looked at only during the call. */
    public void dropWhere(@Nullable Predicate<UnsafeBuffer> test) {
        doomed = test;
    }

    /** Each of the next frames arrives twice. */
    public void duplicateNext(int count) {
        duplicates = count;
    }

    /** Most frames under way; more are refused, as by back-pressure. */
    public void limitTo(int frames) {
        capacity = frames;
    }

    /** Undoes everything the other methods did. */
    public void heal() {
        cut = false;
        held = false;
        doomed = null;
        duplicates = 0;
        capacity = DEFAULT_CAPACITY;
    }

    /** Frames under way. */
    public int size() {
        return frames.size();
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    boolean offer(byte[] frame) {
        if (frames.size() >= capacity) {
            return false;
        }
        if (cut || doomed != null && doomed.test(new UnsafeBuffer(frame))) {
            return true;
        }
        frames.add(frame);
        if (duplicates > 0) {
            duplicates--;
            frames.add(frame);
        }
        return true;
    }

    byte @Nullable [] take() {
        return held ? null : frames.poll();
    }

    void clear() {
        frames.clear();
    }
}
