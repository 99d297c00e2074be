package io.balsa.journal;

import java.io.IOException;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/** Calls a hook after every step of a store that changes something, and before a segment begins. */
final class HookedStore implements RecordStore {
    private final RecordStore store;
    private final Runnable hook;

    HookedStore(RecordStore store, Runnable hook) {
        this.store = store;
        this.hook = hook;
    }

    @Override
    public List<Long> segments() {
        return store.segments();
    }

    @Override
    public String nameOf(long segment) {
        return store.nameOf(segment);
    }

    @Override
    public SegmentBytes read(long segment) throws IOException {
        return store.read(segment);
    }

    @Override
    public void begin(long segment) {
        hook.run();
        store.begin(segment);
        hook.run();
    }

    @Override
    public boolean fits(int length) {
        return store.fits(length);
    }

    @Override
    public int claim(int length) {
        int offset = store.claim(length);
        hook.run();
        return offset;
    }

    @Override
    public MutableDirectBuffer buffer() {
        return store.buffer();
    }

    @Override
    public void commit(int length) {
        store.commit(length);
        hook.run();
    }

    @Override
    public void force(long segment) throws IOException {
        store.force(segment);
    }

    @Override
    public void delete(long segment) throws IOException {
        store.delete(segment);
        hook.run();
    }

    @Override
    public byte @Nullable [] note(String name) throws IOException {
        return store.note(name);
    }

    @Override
    public void note(String name, byte[] content) throws IOException {
        store.note(name, content);
        hook.run();
    }

    @Override
    public long mark() throws IOException {
        return store.mark();
    }

    @Override
    public void mark(long position) throws IOException {
        store.mark(position);
    }

    @Override
    public void close() {
        store.close();
    }
}
