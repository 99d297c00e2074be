package io.balsa.server.kv;

import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Keys to entries, and the entries in the order they were inserted. An open-addressing index of {@code long}s points into
 * dense arrays of entries; an insertion takes the next number and the next slot, a removal leaves a hole, and holes go when
 * the arrays are full. Numbers never change and are never reused, so they serve as cursors, and both the order and the
 * cursors are the same on every replica that applied the same commands.
 *
 * <p>Growing copies the arrays at once, about 20 ns per key.
 */
final class KeyTable {
    private static final int INITIAL_SLOTS = 16;

    /** Per bucket 0, or the low half of the key's hash above the slot + 1. Twice as long as the slots, so never over half full. */
    private long[] index = new long[2 * INITIAL_SLOTS];

    private @Nullable Entry[] slots = new @Nullable Entry[INITIAL_SLOTS];
    /** Number of the entry in each slot, holes included; rising. */
    private long[] numbers = new long[INITIAL_SLOTS];

    private int used;
    private int size;
    private long lastNumber;
    private long shares;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    @Nullable
    Entry find(DirectBuffer buffer, int offset, int length) {
        return find(buffer, offset, length, Hash64.of(buffer, offset, length));
    }

    @Nullable
    Entry find(DirectBuffer buffer, int offset, int length, long hash) {
        int mask = index.length - 1;
        int fragment = (int) hash;
        for (int i = fragment & mask; index[i] != 0; i = i + 1 & mask) {
            if ((int) (index[i] >>> 32) == fragment) {
                Entry entry = slots[(int) index[i] - 1];
                if (entry != null && entry.hash == hash && entry.hasKey(buffer, offset, length)) {
                    return entry;
                }
            }
        }
        return null;
    }

    /** Adds a key that is not there. The caller gives it a value and calls {@link #valueChanged}. */
    Entry add(DirectBuffer buffer, int offset, int length, long hash) {
        if (used == slots.length) {
            resize();
        }
        byte[] key = new byte[length];
        buffer.getBytes(offset, key);
        Entry entry = new Entry(key, hash, used);
        slots[used] = entry;
        numbers[used++] = ++lastNumber;
        size++;
        insertIndex(entry);
        return entry;
    }

    /** Brings the state hash up to date after a change of an entry's value. */
    void valueChanged(Entry entry) {
        long share = entry.computeShare(view);
        shares += share - entry.share;
        entry.share = share;
    }

    void remove(Entry entry) {
        shares -= entry.share;
        removeIndex(entry);
        slots[entry.slot] = null;
        size--;
        if (slots.length > INITIAL_SLOTS && size < slots.length / 8) {
            resize();
        }
    }

    void clear() {
        index = new long[2 * INITIAL_SLOTS];
        slots = new @Nullable Entry[INITIAL_SLOTS];
        numbers = new long[INITIAL_SLOTS];
        used = 0;
        size = 0;
        shares = 0;
    }

    int size() {
        return size;
    }

    /** Depends on the keys and values alone, not on the order of what led to them. */
    long stateHash() {
        return Hash64.pair(shares, size);
    }

    /** The highest slot in use, or -1. */
    int lastSlot() {
        return used - 1;
    }

    /** The highest slot whose entry is numbered {@code number} or less, or -1. */
    int slotAtOrBelow(long number) {
        int found = Arrays.binarySearch(numbers, 0, used, number);
        return found >= 0 ? found : -found - 2;
    }

    /** The entry in a slot; null for a hole. */
    @Nullable
    Entry entryAt(int slot) {
        return slots[slot];
    }

    /** The number of the entry that is or was in the slot. */
    long numberAt(int slot) {
        return numbers[slot];
    }

    /** Drops the holes, and leaves room for as many entries again (for half as many when that suffices). */
    private void resize() {
        int length = Math.max(INITIAL_SLOTS, Integer.highestOneBit((int) (size * 4L / 3) | 1) * 2);
        @Nullable Entry[] oldSlots = slots;
        long[] oldNumbers = numbers;
        int oldUsed = used;
        slots = new @Nullable Entry[length];
        numbers = new long[length];
        index = new long[2 * length];
        used = 0;
        for (int i = 0; i < oldUsed; i++) {
            Entry entry = oldSlots[i];
            if (entry != null) {
                entry.slot = used;
                slots[used] = entry;
                numbers[used++] = oldNumbers[i];
                insertIndex(entry);
            }
        }
    }

    private void insertIndex(Entry entry) {
        int mask = index.length - 1;
        int i = (int) entry.hash & mask;
        while (index[i] != 0) {
            i = i + 1 & mask;
        }
        index[i] = entry.hash << 32 | entry.slot + 1;
    }

    /** Closes the gap by moving back what probed past it, so that no tombstones slow the searches. */
    private void removeIndex(Entry entry) {
        int mask = index.length - 1;
        int gap = (int) entry.hash & mask;
        while ((int) index[gap] != entry.slot + 1) {
            gap = gap + 1 & mask;
        }
        for (int i = gap + 1 & mask; index[i] != 0; i = i + 1 & mask) {
            int home = (int) (index[i] >>> 32) & mask;
            if ((i - home & mask) >= (i - gap & mask)) {
                index[gap] = index[i];
                gap = i;
            }
        }
        index[gap] = 0;
    }
}
