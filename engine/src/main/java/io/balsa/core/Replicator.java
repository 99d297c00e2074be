package io.balsa.core;

import io.balsa.api.PeerState;
import io.balsa.codec.AppendReplyDecoder;
import io.balsa.spi.EntryFrame;
import org.agrona.DirectBuffer;

/**
 * What a leader sends to each peer (Raft §5.3, pipelined): each turn the entries that wait, in appends of their usual length and as
 * far as the window is open; an append without entries when there is news or a heartbeat is due.
 */
final class Replicator {
    /** Of entries for one peer in one turn, so that a peer that is far behind keeps nobody waiting for long. */
    private static final int TURN_BYTES = ColdFrames.READ_BYTES;

    private final RaftState state;
    private final Reads reads;
    private final EntryFrame view = new EntryFrame();
    private long committedAtNs;

    Replicator(RaftState state, Reads reads) {
        this.state = state;
        this.reads = reads;
    }

    /** The commit index rose. */
    void onCommitted() {
        committedAtNs = state.nowNs();
    }

    void replicate() {
        for (Peer peer : state.peers.all()) {
            boolean due = state.nowNs() - peer.sentAtNs() >= state.config.heartbeatIntervalNs();
            if (due) {
                peer.shrinkProbe();
            }
            if (!sendWaiting(peer) && (due || hasNews(peer))) {
                send(peer, prevIndex(peer), state.log.tail().buffer(), 0, 0);
            }
        }
    }

    /** Sends what the window admits. @return whether anything left */
    private boolean sendWaiting(Peer peer) {
        int total = 0;
        while (total < TURN_BYTES && hasEntriesFor(peer) && peer.mayAppend()) {
            int sent = sendEntries(peer);
            if (sent == 0) {
                break;
            }
            total += sent;
        }
        return total > 0;
    }

    private boolean hasEntriesFor(Peer peer) {
        RaftLog log = state.log;
        return peer.nextIndex() <= log.lastIndex() && peer.state(log.firstIndex()) != PeerState.SNAPSHOT;
    }

    /** A peer that needs a snapshot is asked whether it has one, up to where the log begins: only then does it agree. */
    private long prevIndex(Peer peer) {
        return Math.max(peer.nextIndex(), state.log.firstIndex()) - 1;
    }

    /** Reads cannot wait. A commit index waits for the next append with entries, for a moment where none is on its way to one. */
    private boolean hasNews(Peer peer) {
        return owesCommit(peer) || reads.newestRound() > peer.sentRound();
    }

    private boolean owesCommit(Peer peer) {
        boolean hasAll = peer.nextIndex() > state.log.lastIndex();
        boolean isDue = state.nowNs() - committedAtNs >= state.config.commitNoticeDelayNs();
        return hasAll && isDue && state.commitIndex() > peer.sentCommit();
    }

    /** Sends one append with entries. @return how many bytes of them left */
    private int sendEntries(Peer peer) {
        LogTail tail = state.log.tail();
        long next = peer.nextIndex();
        ColdFrames cold = peer.cold();
        if (tail.contains(next)) {
            cold.clear();
            long last = tail.run(next, state.log.lastIndex(), maxBytes());
            int length = tail.runLength();
            return send(peer, last, tail.buffer(), tail.runOffset(), length) ? length : 0;
        }
        if (cold.contains(next)) {
            long last = cold.run(next, maxBytes());
            int length = cold.runLength();
            return send(peer, last, cold.buffer(), cold.runOffset(), length) ? length : 0;
        }
        readCold(peer, next);
        return 0;
    }

    private int maxBytes() {
        return Math.min(state.config.maxAppendBytes(), state.outbox.maxFramesLength());
    }

    private boolean send(Peer peer, long lastIndex, DirectBuffer frames, int offset, int length) {
        if (length > 0 && !peer.takes(length)) {
            return false;
        }
        long prev = prevIndex(peer);
        long round = reads.newestRound();
        state.outbox
                .append()
                .term(state.term())
                .requestId(peer.nextRequestId())
                .prevLogIndex(prev)
                .prevLogTerm(state.log.termAt(prev))
                .leaderCommit(state.commitIndex())
                .readRound(round)
                .entryCount((int) (lastIndex - prev));
        boolean sent = state.outbox.sendAppend(peer.id, frames, offset, length);
        if (sent) {
            peer.onSent(lastIndex, length, state.nowNs());
            peer.onSentNews(state.commitIndex(), round);
        }
        return sent;
    }

    private void readCold(Peer peer, long from) {
        peer.readingCold(true);
        state.log.readCold(peer.id, from, Math.max(ColdFrames.READ_BYTES, maxBytes()));
    }

    /** Entries from the journal. They are used only when they are still what the peer needs and what the log holds. */
    void onRead(Peer peer, long firstIndex, DirectBuffer frames, int offset, int length) {
        if (length == 0) {
            return;
        }
        int end = offset + length;
        int at = offset;
        view.wrap(frames, at);
        while (at + view.frameLength() < end) {
            at += view.frameLength();
            view.wrap(frames, at);
        }
        boolean present = view.index() <= state.log.lastIndex() && state.log.termAt(view.index()) == view.term();
        if (present && firstIndex <= peer.nextIndex() && peer.nextIndex() <= view.index()) {
            peer.cold().keep(firstIndex, view.index(), frames, offset, length);
        }
    }

    /** Goes back by whole terms (§5.3): to where the logs may agree, and never behind what the peer has acknowledged. */
    void onConflict(Peer peer, AppendReplyDecoder reply) {
        long rejected = reply.rejectedIndex();
        if (rejected <= peer.matchIndex() || rejected > state.log.lastIndex()) {
            state.observer.onDropped("conflict where the peer agreed before");
            return;
        }
        long next = Math.min(reply.conflictIndex(), rejected);
        long term = reply.conflictTerm();
        if (term != 0) {
            long candidate = state.log.terms().lastIndexWithTermAtMost(term, rejected - 1);
            boolean sameTerm = state.log.terms().termAt(candidate) == term;
            next = sameTerm ? candidate + 1 : Math.min(candidate + 1, next);
        }
        peer.rewind(Math.max(next, peer.matchIndex() + 1));
    }
}
