package io.balsa.journal;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/** Calls a hook after every step of a store that changes something, and before a segment begins or is read. Loop thread. */
final class HookedStore implements RecordStore {
    /** What the store was just told to do, or is about to do. */
    enum Step {
        ABOUT_TO_READ,
        ABOUT_TO_BEGIN,
        BEGUN,
        CLAIMED,
        COMMITTED,
        FORCED,
        REWRITTEN,
        DELETED,
        NOTED
    }

    private final RecordStore store;
    private final Consumer<Step> hook;

    HookedStore(RecordStore store, Consumer<Step> hook) {
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
        hook.accept(Step.ABOUT_TO_READ);
        return store.read(segment);
    }

    @Override
    public void begin(long segment) {
        hook.accept(Step.ABOUT_TO_BEGIN);
        store.begin(segment);
        hook.accept(Step.BEGUN);
    }

    @Override
    public boolean fits(int length) {
        return store.fits(length);
    }

    @Override
    public int claim(int length) {
        int offset = store.claim(length);
        hook.accept(Step.CLAIMED);
        return offset;
    }

    @Override
    public int offset() {
        return store.offset();
    }

    @Override
    public MutableDirectBuffer buffer() {
        return store.buffer();
    }

    @Override
    public void commit(int length) {
        store.commit(length);
        hook.accept(Step.COMMITTED);
    }

    @Override
    public void force(long segment) throws IOException {
        store.force(segment);
        hook.accept(Step.FORCED);
    }

    @Override
    public void rewrite(long segment, int offset, DirectBuffer bytes, int length) throws IOException {
        store.rewrite(segment, offset, bytes, length);
        hook.accept(Step.REWRITTEN);
    }

    @Override
    public void delete(long segment) throws IOException {
        store.delete(segment);
        hook.accept(Step.DELETED);
    }

    @Override
    public byte @Nullable [] note(String name) throws IOException {
        return store.note(name);
    }

    @Override
    public void note(String name, byte[] content) throws IOException {
        store.note(name, content);
        hook.accept(Step.NOTED);
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
