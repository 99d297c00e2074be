package io.balsa.core;

import io.balsa.api.Membership;
import io.balsa.api.RoleName;
import io.balsa.spi.JournalEvents;
import io.balsa.spi.NodeIdentity;
import io.balsa.spi.Transport;
import io.balsa.spi.TransportHandler;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One life of one member of a {@link FaultyCluster}: a core, its disk, its clock, and the clients it serves. */
final class FaultyNode implements Transport, JournalEvents, RaftObserver {
    private record PendingRead(long term, long round, long index, long acknowledgedBefore) {}

    final int id;
    final StreamJournal journal;
    final Raft raft;
    long pausedUntilNs;
    long diskStalledUntilNs;
    private final FaultyCluster cluster;
    private final Deque<PendingRead> reads = new ArrayDeque<>();
    private long checkedCommit;
    private long lastTerm;

    FaultyNode(FaultyCluster cluster, int id, StreamJournal journal) {
        this.cluster = cluster;
        this.id = id;
        this.journal = journal;
        journal.onEntry(cluster.ledger::onEntry);
        NodeIdentity identity = new NodeIdentity("test", 0, id);
        raft = new Raft(
                new Setup(identity, cluster.members, cluster.config, journal, this, cluster.random::nextLong, this));
        checkedCommit = raft.commitIndex();
        lastTerm = raft.term();
    }

    /** One turn of the loop. */
    void turn(long localNs) {
        raft.onTime(localNs);
        for (int i = cluster.random.nextInt(8); i > 0; i--) {
            deliver();
        }
        raft.onTick(localNs);
        if (cluster.proposing && raft.role() == RoleName.LEADER) {
            serve();
        }
        raft.replicate();
        raft.persist();
        if (cluster.nowNs >= diskStalledUntilNs && cluster.random.nextInt(3) > 0) {
            journal.syncUpTo(1 + cluster.random.nextInt(4));
        }
        journal.poll(this);
        raft.acknowledge();
        raft.commit();
        check();
    }

    private void deliver() {
        byte[] frame = cluster.links.receive(id);
        if (frame != null) {
            raft.onMessage(new UnsafeBuffer(frame), 0, frame.length);
        }
    }

    private void serve() {
        for (int i = cluster.random.nextInt(3); i > 0; i--) {
            UnsafeBuffer payload = new UnsafeBuffer(new byte[cluster.random.nextInt(100)]);
            raft.append(id, ++cluster.sequence, cluster.nowNs, payload, 0, payload.capacity());
        }
        if (cluster.random.nextInt(4) == 0) {
            reads.add(new PendingRead(raft.term(), raft.openRead(), raft.readIndex(), cluster.ledger.acknowledged()));
        }
    }

    private void check() {
        Check.that(raft.term() >= lastTerm, "3: the term never falls", raft.term(), lastTerm);
        lastTerm = raft.term();
        Check.that(raft.commitIndex() >= checkedCommit, "11: commit never falls", raft.commitIndex(), checkedCommit);
        cluster.ledger.onCommitted(this, checkedCommit + 1);
        checkedCommit = raft.commitIndex();
        while (!reads.isEmpty() && (reads.getFirst().term() != raft.term() || answer(reads.getFirst()))) {
            reads.removeFirst();
        }
    }

    /** 21: a read that may be answered sees everything that was acknowledged before it arrived. */
    private boolean answer(PendingRead read) {
        if (raft.confirmedRound() < read.round() || raft.commitIndex() < read.index()) {
            return false;
        }
        Check.that(
                read.index() >= read.acknowledgedBefore(),
                "21: a read sees what was acknowledged before",
                read.index(),
                read.acknowledgedBefore());
        cluster.readsAnswered++;
        return true;
    }

    @Override
    public boolean send(int nodeId, DirectBuffer frame, int offset, int length) {
        return send(nodeId, frame, offset, length, frame, 0, 0);
    }

    @Override
    public boolean send(int to, DirectBuffer head, int headOffset, int headLength, DirectBuffer body, int o, int l) {
        byte[] bytes = new byte[headLength + l];
        head.getBytes(headOffset, bytes, 0, headLength);
        body.getBytes(o, bytes, headLength, l);
        cluster.ledger.onSent(this, to, Wire.decode(bytes));
        if (cluster.random.nextInt(20) == 0) {
            return false;
        }
        cluster.links.send(id, to, bytes);
        return true;
    }

    @Override
    public void onDurable(long position) {
        raft.onDurable(position);
    }

    @Override
    public void onRead(long token, long first, long last, DirectBuffer frames, int offset, int length) {
        cluster.coldReads++;
        raft.onRead(token, first, frames, offset, length);
    }

    @Override
    public void onRole(RoleName role, long term) {
        cluster.ledger.onRole(this, role, term);
    }

    /** 4 and 9: a leader truncates nothing, and nobody what he has committed. */
    @Override
    public void onTruncated(long fromIndex) {
        Check.that(raft.role() != RoleName.LEADER, "4: a leader truncates nothing", fromIndex, id);
        Check.that(fromIndex > checkedCommit, "9: what is committed is never truncated", fromIndex, checkedCommit);
    }

    @Override
    public void onDropped(String why) {
        boolean late = why.contains("reply") || why.contains("conflict");
        Check.that(late, "nothing is dropped but late replies: " + why);
    }

    @Override
    public void onLeader(int leaderId, long term) {}

    @Override
    public void onMembership(Membership membership) {}

    @Override
    public void connect(Membership membership) {}

    @Override
    public int poll(TransportHandler handler, int limit) {
        return 0;
    }

    @Override
    public boolean reply(long clientLink, DirectBuffer frame, int offset, int length) {
        return false;
    }

    @Override
    public void disconnect(long clientLink) {}

    @Override
    public int flush() {
        return 0;
    }

    @Override
    public int maxFrameLength() {
        return 1 << 14;
    }

    @Override
    public void close() {}
}
