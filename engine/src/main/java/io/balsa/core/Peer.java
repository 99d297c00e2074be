package io.balsa.core;

import io.balsa.api.PeerState;

/**
 * What a leader knows of one peer (Raft Figure 2, nextIndex and matchIndex; dissertation §10.2.1 for pipelining). Reset when
 * a leadership begins.
 *
 * <p>{@code matchIndex < nextIndex}. While probing, one append at a time finds where the logs agree; while replicating,
 * {@code nextIndex} runs ahead of what is acknowledged, as far as the window is open.
 */
final class Peer {
    final int id;
    private final Window window;
    private final ColdFrames cold = new ColdFrames();
    private long matchIndex;
    private long nextIndex;
    private boolean probing;
    private boolean probeUnderWay;
    private long probeLastIndex;
    private long requestId;
    private long firstValidRequestId;
    private long sentCommit;
    private long sentRound;
    private long ackedRound;
    private long sentAtNs;
    private long heardAtNs;
    private boolean readingCold;

    // As a candidate's voter
    private boolean asked;
    private boolean refused;
    private boolean granted;

    Peer(int id, int windowMessages, int windowBytes) {
        this.id = id;
        this.window = new Window(windowMessages, windowBytes);
    }

    /** A leadership begins: nothing is known of the peer but that it has {@link #heardAtNs one timeout} to answer. */
    void reset(long lastIndex, long nowNs) {
        window.clear();
        cold.clear();
        matchIndex = 0;
        nextIndex = lastIndex + 1;
        probing = true;
        probeUnderWay = false;
        requestId = 0;
        firstValidRequestId = 1;
        sentCommit = 0;
        sentRound = 0;
        ackedRound = 0;
        sentAtNs = nowNs;
        heardAtNs = nowNs;
    }

    long matchIndex() {
        return matchIndex;
    }

    long nextIndex() {
        return nextIndex;
    }

    /** {@code firstIndex}: where the leader's log begins. What lies before can come in a snapshot only. */
    PeerState state(long firstIndex) {
        if (nextIndex < firstIndex) {
            return PeerState.SNAPSHOT;
        }
        return probing ? PeerState.PROBE : PeerState.REPLICATE;
    }

    /** Whether an append with entries may leave now, if its window {@link #takes} them. */
    boolean mayAppend() {
        return !readingCold && (probing ? !probeUnderWay : window.isOpen());
    }

    /** Whether so many bytes of entries fit. A probe is alone. */
    boolean takes(int length) {
        return probing || window.takes(length);
    }

    long nextRequestId() {
        return requestId + 1;
    }

    /** An append left with entries up to {@code lastIndex}, or with none when that is {@code nextIndex - 1}. */
    void onSent(long lastIndex, int bytes, long nowNs) {
        requestId++;
        sentAtNs = nowNs;
        if (lastIndex < nextIndex) {
            return;
        }
        if (probing) {
            probeUnderWay = true;
            probeLastIndex = lastIndex;
        } else {
            window.add(lastIndex, bytes);
            nextIndex = lastIndex + 1;
        }
    }

    void onSentNews(long commitIndex, long readRound) {
        sentCommit = commitIndex;
        sentRound = readRound;
    }

    /** Whether a reply answers an append of this leadership that was really sent. */
    boolean isPlausible(long replyTo) {
        return replyTo > 0 && replyTo <= requestId;
    }

    /** Any plausible reply: the peer is alive, follows this leader, and has seen this round of reads. */
    void onHeard(long nowNs, long round) {
        heardAtNs = nowNs;
        ackedRound = Math.max(ackedRound, Math.min(round, sentRound));
    }

    /** Whether a reply is to an append before the latest rewind: such a reply moves nothing. */
    boolean isBeforeRewind(long replyTo) {
        return replyTo < firstValidRequestId;
    }

    /**
     * The peer agrees with the log, and is durable up to {@code match}. Any acceptance since the last rewind ends probing,
     * whichever append it answers: news that leaves faster than replies return must not keep a peer from getting entries.
     */
    void onAccepted(long match) {
        matchIndex = Math.max(matchIndex, match);
        nextIndex = Math.max(nextIndex, matchIndex + 1);
        window.release(matchIndex);
        if (probing && probeUnderWay) {
            nextIndex = Math.max(nextIndex, probeLastIndex + 1);
        }
        probing = false;
        probeUnderWay = false;
    }

    /** The logs differ, or something was lost on the way: goes back and probes. Replies to what was sent before are void. */
    void rewind(long next) {
        Check.that(next > matchIndex, "nextIndex stays beyond matchIndex", next, matchIndex);
        nextIndex = next;
        probing = true;
        probeUnderWay = false;
        window.clear();
        cold.clear();
        firstValidRequestId = requestId + 1;
    }

    /**
     * No answer to a probe for so long that it counts as lost. What leaves next, without entries, is the probe: a peer that
     * is silent is not sent the same entries again and again.
     */
    void shrinkProbe() {
        probeLastIndex = nextIndex - 1;
    }

    long sentCommit() {
        return sentCommit;
    }

    long sentRound() {
        return sentRound;
    }

    long ackedRound() {
        return ackedRound;
    }

    long sentAtNs() {
        return sentAtNs;
    }

    long heardAtNs() {
        return heardAtNs;
    }

    /** One read of the journal at a time: it stays under way across leaderships, until it is reported. */
    void readingCold(boolean reading) {
        readingCold = reading;
    }

    /** What was read and not sent yet. */
    ColdFrames cold() {
        return cold;
    }

    void forgetVote() {
        asked = false;
        refused = false;
        granted = false;
    }

    boolean wasAsked() {
        return asked;
    }

    /** It does not give the vote that it was asked for. */
    void onRefused() {
        refused = true;
    }

    boolean hasRefused() {
        return refused;
    }

    void onAsked() {
        asked = true;
    }

    boolean hasGranted() {
        return granted;
    }

    void onGranted() {
        granted = true;
    }
}
