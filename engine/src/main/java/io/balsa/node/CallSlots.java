package io.balsa.node;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The slots of {@code balsa.limits.max-pending-calls} calls. Any thread takes and returns them. They are made in chunks as
 * they are first needed, and the one returned last is taken first, because it is still in the cache.
 */
final class CallSlots {
    private static final int CHUNK = 256;
    private static final int NONE = -1;

    private final Call[][] chunks;
    private final int maxCalls;
    // Id of the topmost free slot below, a number that rises with every change above: it tells a stack that came back
    // to the
    // same top from one that never changed.
    private final AtomicLong top = new AtomicLong(pack(0, NONE));
    private final ReentrantLock growing = new ReentrantLock();
    private final int firstGeneration;
    private volatile int made;

    /**
     * @param firstGeneration of every slot; from chance, so that an answer meant for an earlier life of this node finds
     *     nobody
     */
    CallSlots(int maxCalls, int firstGeneration) {
        this.maxCalls = maxCalls;
        this.chunks = new Call[(maxCalls + CHUNK - 1) / CHUNK][];
        this.firstGeneration = firstGeneration;
    }

    /** A free slot, or null when all are taken. Any thread. */
    @Nullable
    Call take() {
        for (; ; ) {
            long seen = top.get();
            int id = idOf(seen);
            if (id != NONE) {
                Call call = get(id);
                if (top.compareAndSet(seen, pack(changeOf(seen) + 1, call.nextFree))) {
                    return call;
                }
            } else if (!grow()) {
                return null;
            }
        }
    }

    /** Gives a slot back. Any thread. */
    void release(Call call) {
        call.clear();
        push(call);
    }

    /** The slot of an id that came from {@link #take}. */
    Call get(int id) {
        return chunks[id / CHUNK][id % CHUNK];
    }

    /** How many slots exist so far; their ids are below. */
    int made() {
        return made;
    }

    private void push(Call call) {
        long seen;
        do {
            seen = top.get();
            call.nextFree = idOf(seen);
        } while (!top.compareAndSet(seen, pack(changeOf(seen) + 1, call.id)));
    }

    private boolean grow() {
        growing.lock();
        try {
            int from = made;
            int to = Math.min(maxCalls, from + CHUNK);
            if (from == to || idOf(top.get()) != NONE) {
                return idOf(top.get()) != NONE;
            }
            Call[] chunk = new Call[to - from];
            for (int i = 0; i < chunk.length; i++) {
                chunk[i] = new Call(from + i, firstGeneration);
            }
            chunks[from / CHUNK] = chunk;
            made = to;
            for (Call call : chunk) {
                push(call);
            }
            return true;
        } finally {
            growing.unlock();
        }
    }

    private static long pack(int change, int id) {
        return ((long) change << 32) | (id & 0xffff_ffffL);
    }

    private static int idOf(long packed) {
        return (int) packed;
    }

    private static int changeOf(long packed) {
        return (int) (packed >>> 32);
    }
}
