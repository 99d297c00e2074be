package io.balsa.journal;

import io.balsa.codec.EntriesRecordEncoder;
import io.balsa.spi.EntryFrame;
import io.balsa.spi.Journal;
import io.balsa.spi.JournalEvents;
import io.balsa.spi.JournalException;
import io.balsa.spi.NodeIdentity;
import io.balsa.spi.Recovered;
import java.io.IOException;
import org.agrona.DirectBuffer;

/** The journal as a record log over whatever {@link RecordStore}. Everything but the helpers' work is on the loop thread. */
public final class RecordJournal implements Journal {
    /** Pages that a failed sync left may be given up while they are read; what comes from the disk then is the same each time. */
    private static final int MOST_LOOKS = 8;

    private final RecordStore store;
    private final JournalConfig config;
    private final JournalThreads threads;
    private final LogState state;
    private final EntryIndex index;
    private final RecordLog log;
    private final GroupCommit commit;
    private final ColdReads reads;
    private final Purge purge;
    private final Recovered recovered;
    private final EntryFrame frame = new EntryFrame();
    private final int maxFramesLength;
    private final boolean pageCache;
    private long reported;
    private boolean closed;

    /**
     * Recovers what the store holds and begins a new life in it; the incarnation is durable on return.
     *
     * @param threads started here, stopped by {@link #close}
     * @throws JournalException when the store belongs to another node, is damaged, or cannot be read or written
     */
    public RecordJournal(RecordStore store, NodeIdentity identity, JournalConfig config, JournalThreads threads) {
        this.store = store;
        this.config = config;
        this.threads = threads;
        this.pageCache = config.durability() == Durability.PAGE_CACHE;
        this.maxFramesLength = maxEntryLength(config);
        IdentityNote note = ownNote(store, identity);
        Recovery recovery = recover(note);
        this.state = recovery.state();
        this.index = recovery.index();
        long incarnation = Math.max(note.incarnation(), recovery.incarnation()) + 1;
        this.log = new RecordLog(store, identity, recovery, new RecordLog.Life(incarnation, pageCache));
        beginLife(new IdentityNote(identity, incarnation));
        this.recovered = state.recovered(incarnation, log.position());
        this.commit = new GroupCommit(store, log.position());
        commit.segmentBegins(log.segment());
        if (!pageCache) {
            log.durable(commit::durable);
        }
        this.reads = new ColdReads(store, threads);
        this.purge = new Purge(store, threads);
        this.reported = log.position();
        threads.start(commit);
    }

    private Recovery recover(IdentityNote note) {
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            Recovery recovery = new Recovery(store, note.identity(), config.indexEntries());
            recovery.run(note.incarnation() > 0);
            if (recovery.settle(!pageCache)) {
                return recovery;
            }
        }
        throw Refusal.because("the journal is not the same each time that it is read; check the disk under it");
    }

    /** Most bytes of frames in one record. */
    static int maxEntryLength(JournalConfig config) {
        return config.maxRecordLength() - RecordView.OVERHEAD - EntriesRecordEncoder.BLOCK_LENGTH;
    }

    /** Before the first open is complete, a note that is there may be so for readers only, and must outlast the first segment. */
    private static IdentityNote ownNote(RecordStore store, NodeIdentity identity) {
        IdentityNote note = IdentityNote.load(store);
        if (note != null) {
            note.requireOwnedBy(identity);
            if (note.incarnation() > 0) {
                return note;
            }
        } else if (!store.segments().isEmpty()) {
            throw Refusal.because("the journal has lost its file " + IdentityNote.NAME + " but holds "
                    + store.nameOf(store.segments().getFirst()));
        }
        IdentityNote fresh = new IdentityNote(identity, 0);
        fresh.save(store);
        return fresh;
    }

    private void beginLife(IdentityNote note) {
        try {
            log.roll();
            store.force(log.segment());
            note.save(store);
            store.mark(log.position());
        } catch (IOException failure) {
            throw new JournalException("the journal could not begin a new life: " + failure.getMessage(), failure);
        }
    }

    @Override
    public Recovered recovered() {
        return recovered;
    }

    @Override
    public String durability() {
        return config.durability().label();
    }

    @Override
    public long append(DirectBuffer frames, int offset, int length, long firstIndex, long lastIndex) {
        requireUsable();
        if (firstIndex != state.lastIndex() + 1) {
            throw new IllegalArgumentException(
                    "entries begin at index " + firstIndex + ", the journal ends at " + state.lastIndex());
        }
        try {
            if (length <= maxFramesLength) {
                return appendRecord(frames, offset, length, firstIndex, lastIndex);
            }
            return appendInParts(frames, offset, length);
        } catch (RuntimeException | InternalError cause) {
            throw failed(cause);
        }
    }

    private long appendRecord(DirectBuffer frames, int offset, int length, long firstIndex, long lastIndex) {
        makeRoom(EntriesRecordEncoder.BLOCK_LENGTH + length);
        String wrong = state.add(frames, offset, length, firstIndex, lastIndex);
        if (wrong != null) {
            throw new IllegalArgumentException(wrong);
        }
        return written(log.entries(frames, offset, length, firstIndex, lastIndex));
    }

    /** Cuts a run that is too long for one record where entries begin. */
    private long appendInParts(DirectBuffer frames, int offset, int length) {
        long position = log.position();
        int end = offset + length;
        for (int from = offset; from < end; ) {
            int to = from;
            long first = state.lastIndex() + 1;
            long next = first;
            while (to < end && to + frame.wrap(frames, to).frameLength() - from <= maxFramesLength) {
                to += frame.frameLength();
                next++;
            }
            if (to == from) {
                throw new IllegalArgumentException("entry " + first + " of " + frame.frameLength()
                        + " bytes does not fit into a record; raise balsa.journal.max-record-length");
            }
            position = appendRecord(frames, from, to - from, first, next - 1);
            from = to;
        }
        return position;
    }

    @Override
    public long truncateFrom(long fromIndex) {
        requireUsable();
        if (fromIndex < state.firstIndex()) {
            throw new IllegalArgumentException(
                    "truncation from index " + fromIndex + ", the journal begins at " + state.firstIndex());
        }
        if (fromIndex > state.lastIndex()) {
            return log.position();
        }
        try {
            makeRoom(Long.BYTES * 3);
            return written(log.truncate(fromIndex));
        } catch (RuntimeException | InternalError cause) {
            throw failed(cause);
        }
    }

    @Override
    public long storeVote(long term, int votedFor) {
        requireUsable();
        if (term < state.term()) {
            throw new IllegalArgumentException("term " + term + " after term " + state.term());
        }
        try {
            makeRoom(Long.BYTES * 2);
            return written(log.vote(term, votedFor));
        } catch (RuntimeException | InternalError cause) {
            throw failed(cause);
        }
    }

    private void makeRoom(int bodyLength) {
        if (log.rollUnlessFits(bodyLength)) {
            commit.segmentBegins(log.segment());
        }
    }

    private long written(long position) {
        if (pageCache) {
            try {
                store.mark(position);
            } catch (IOException cause) {
                throw new JournalException("the journal could not note its position: " + cause.getMessage(), cause);
            }
        }
        return position;
    }

    @Override
    public void flush() {
        requireUsable();
        if (!pageCache) {
            commit.request(log.position());
            threads.wake();
        }
    }

    @Override
    public int poll(JournalEvents events) {
        requireUsable();
        int count = 0;
        long durable = pageCache ? log.position() : commit.durable();
        if (durable > reported) {
            reported = durable;
            events.onDurable(durable);
            count++;
        }
        try {
            count += reads.poll(events);
        } catch (JournalException cause) {
            throw failed(cause);
        }
        purge.poll(durable, reads.underWay());
        return count;
    }

    @Override
    public void onProgress(Runnable listener) {
        commit.onProgress(listener);
        reads.onProgress(listener);
    }

    @Override
    public void read(long token, long fromIndex, long toIndex, int maxBytes) {
        requireUsable();
        if (fromIndex < state.firstIndex() || toIndex > state.lastIndex() || fromIndex > toIndex) {
            throw new IllegalArgumentException("read of " + fromIndex + " to " + toIndex + ", the journal holds "
                    + state.firstIndex() + " to " + state.lastIndex());
        }
        reads.start(
                new ColdRead(index, index.find(fromIndex), new ColdRead.Request(token, fromIndex, toIndex, maxBytes)));
    }

    @Override
    public void purgeBefore(long beforeIndex) {
        requireUsable();
        long lowest = index.lowestSegmentFor(Math.min(beforeIndex, state.lastIndex() + 1));
        if (lowest <= log.lowestSegment()) {
            return;
        }
        try {
            makeRoom(Long.BYTES * 2);
            long[] held = index.segments();
            purge.after(written(log.purge(beforeIndex, lowest)), held, lowest);
        } catch (RuntimeException | InternalError cause) {
            throw failed(cause);
        }
        flush();
    }

    private JournalException failed(Throwable cause) {
        JournalException failure = cause instanceof JournalException known
                ? known
                : new JournalException(
                        "a write to " + store.nameOf(log.segment()) + " failed (" + cause.getMessage()
                                + "); the node must stop",
                        cause);
        commit.fail(failure);
        return failure;
    }

    private void requireUsable() {
        JournalException failure = commit.failure();
        if (failure != null) {
            throw new JournalException(String.valueOf(failure.getMessage()), failure);
        }
        if (closed) {
            throw new JournalException("the journal is closed");
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        commit.request(log.position());
        closed = true;
        boolean ended = threads.stop(config.closeNs());
        if (ended) {
            store.close();
        } else {
            System.getLogger(RecordJournal.class.getName())
                    .log(
                            System.Logger.Level.ERROR,
                            "the journal still syncs; its directory stays locked until that ends");
        }
    }
}
