package io.balsa.core;

import io.balsa.api.Member;
import io.balsa.api.Membership;
import io.balsa.api.RoleName;
import io.balsa.codec.VoteKind;
import io.balsa.config.RaftConfig;
import io.balsa.spi.EntryFrame;
import io.balsa.spi.JournalEvents;
import io.balsa.spi.NodeIdentity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One Raft, member 1 unless said otherwise, whose peers, clock, disk and luck are the test's. A turn is one turn of the loop; by default the disk
 * is fast, so that what a turn wrote is durable within it, and no election timeout is longer than the shortest.
 */
final class Scripted implements JournalEvents, RaftObserver {
    static final long MS = 1_000_000;
    static final long TIMEOUT_MS = 100;
    static final long HEARTBEAT_MS = 10;
    static final long STALL_MS = 2000;
    static final RaftConfig CONFIG = new RaftConfig(
            TIMEOUT_MS * MS, HEARTBEAT_MS * MS, 0, STALL_MS * MS, 1 << 10, 4, 1 << 12, 1 << 13, 1 << 14, 1 << 8);

    record Sent(int to, Message message) {}

    final int id;
    final Raft raft;
    final StreamJournal journal;
    final RecordingTransport links = new RecordingTransport();
    final List<String> dropped = new ArrayList<>();
    final List<Long> truncations = new ArrayList<>();
    /** Leader and term, as reported. */
    final List<String> leaders = new ArrayList<>();

    long nowNs;
    long luck;
    boolean diskIsFast = true;
    boolean coldReadsAreHeld;
    private final Deque<byte[]> inbox = new ArrayDeque<>();

    Scripted(Membership members, StreamJournal journal, RaftConfig config) {
        this(1, members, journal, config);
    }

    Scripted(int id, Membership members, StreamJournal journal, RaftConfig config) {
        this.id = id;
        this.journal = journal;
        NodeIdentity identity = new NodeIdentity("test", 0, id);
        raft = new Raft(new Setup(identity, members, config, journal, links, () -> luck, this));
        turn();
    }

    static Scripted of(int size) {
        return of(size, new StreamJournal());
    }

    static Scripted of(int size, StreamJournal journal) {
        return new Scripted(members(size), journal, CONFIG);
    }

    static Membership members(int size) {
        int[] priorities = new int[size];
        java.util.Arrays.fill(priorities, Member.DEFAULT_PRIORITY);
        return membersOfPriority(priorities);
    }

    static Membership membersOfPriority(int... priorities) {
        List<Member> members = new ArrayList<>();
        for (int priority : priorities) {
            int id = members.size() + 1;
            members.add(new Member(id, "host" + id + ":9000", priority));
        }
        return Membership.of(members);
    }

    // Driving

    /** One turn of the loop with what was delivered since the last. */
    Scripted turn() {
        raft.onTime(nowNs);
        while (!inbox.isEmpty()) {
            byte[] frame = inbox.removeFirst();
            raft.onMessage(new UnsafeBuffer(frame), 0, frame.length);
        }
        raft.onTick(nowNs);
        raft.replicate();
        raft.persist();
        if (diskIsFast) {
            sync();
        } else if (!coldReadsAreHeld) {
            journal.pollReads(this);
        }
        raft.acknowledge();
        raft.commit();
        return this;
    }

    /** Everything written becomes durable, and the core is told. */
    void sync() {
        journal.syncUpTo(Integer.MAX_VALUE);
        journal.poll(this);
    }

    Scripted turns(int count) {
        for (int i = 0; i < count; i++) {
            turn();
        }
        return this;
    }

    /** Time passes, then a turn. */
    Scripted pass(long ms) {
        nowNs += ms * MS;
        return turn();
    }

    /** Arrives before the next turn. */
    Scripted deliver(int from, Message message) {
        inbox.add(Wire.encode(from, id, message));
        return this;
    }

    Scripted deliverBytes(byte[] frame) {
        inbox.add(frame);
        return this;
    }

    /** Arrives alone in a turn. */
    Scripted hears(int from, Message message) {
        return deliver(from, message).turn();
    }

    long append(String command) {
        UnsafeBuffer payload = new UnsafeBuffer(command.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        return raft.append(7, 1, nowNs / MS, payload, 0, payload.capacity());
    }

    // Ready-made situations

    /** The election timeout passes: asks for pre-votes. */
    Scripted timesOut() {
        return pass(TIMEOUT_MS);
    }

    /** Asks for votes in the next term, with every pre-vote granted. */
    Scripted campaigns() {
        timesOut();
        grantAll(VoteKind.PRE_VOTE);
        return turns(2);
    }

    /** Leads the next term, with every vote granted; its first entry is written, and nothing of it acknowledged. */
    Scripted leads() {
        campaigns();
        grantAll(VoteKind.VOTE);
        return turns(2);
    }

    /** Leads, and the entry that opens the term is committed. */
    Scripted leadsEstablished() {
        leads();
        peers().forEach(this::acknowledge);
        turns(2);
        peers().forEach(this::acknowledge);
        turn();
        sent().clear();
        return this;
    }

    private void grantAll(VoteKind kind) {
        for (int peer : peers()) {
            Message.VoteRequest request = last(peer, Message.VoteRequest.class);
            if (request != null && request.kind() == kind) {
                deliver(peer, request.granted());
            }
        }
    }

    /** A peer accepts, durably, the latest append to it. */
    Scripted acknowledge(int peer) {
        Message.Append append = last(peer, Message.Append.class);
        return append == null ? this : deliver(peer, append.accepted());
    }

    List<Integer> peers() {
        return raft.membership().all().stream()
                .map(Member::id)
                .filter(peer -> peer != id)
                .toList();
    }

    // Looking

    List<Sent> sent() {
        return links.sent;
    }

    <T extends Message> List<T> sent(Class<T> type) {
        return messages(type, 0);
    }

    <T extends Message> List<T> sentTo(int peer, Class<T> type) {
        return messages(type, peer);
    }

    private <T extends Message> List<T> messages(Class<T> type, int to) {
        return links.sent.stream()
                .filter(sent -> to == 0 || sent.to() == to)
                .map(Sent::message)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The latest message of that type to a peer. */
    <T extends Message> @Nullable T last(int peer, Class<T> type) {
        List<T> messages = sentTo(peer, type);
        return messages.isEmpty() ? null : messages.getLast();
    }

    Message.Append lastAppend(int peer) {
        Message.Append append = last(peer, Message.Append.class);
        if (append == null) {
            throw new AssertionError("no append to " + peer);
        }
        return append;
    }

    Message.AppendReply lastReply(int peer) {
        Message.AppendReply reply = last(peer, Message.AppendReply.class);
        if (reply == null) {
            throw new AssertionError("no reply to " + peer);
        }
        return reply;
    }

    Message.VoteRequest lastVoteRequest(int peer) {
        Message.VoteRequest request = last(peer, Message.VoteRequest.class);
        if (request == null) {
            throw new AssertionError("no request for a vote to " + peer);
        }
        return request;
    }

    /** Terms of the log, from its first entry. */
    List<Long> terms() {
        List<Long> terms = new ArrayList<>();
        for (long index = raft.firstIndex(); index <= raft.lastIndex(); index++) {
            terms.add(raft.termAt(index));
        }
        return terms;
    }

    Message.Entry entry(long index) {
        EntryFrame view = new EntryFrame();
        if (!raft.entryAt(index, view)) {
            throw new AssertionError("entry " + index + " is not in memory");
        }
        return Wire.entry(view);
    }

    // What the core reports

    @Override
    public void onDurable(long position) {
        raft.onDurable(position);
    }

    @Override
    public void onRead(long token, long first, long last, DirectBuffer frames, int offset, int length) {
        raft.onRead(token, first, frames, offset, length);
    }

    @Override
    public void onRole(RoleName role, long term) {}

    @Override
    public void onLeader(int leaderId, long term) {
        leaders.add(leaderId + "@" + term);
    }

    @Override
    public void onMembership(Membership membership) {}

    @Override
    public void onTruncated(long fromIndex) {
        truncations.add(fromIndex);
    }

    @Override
    public void onDropped(String why) {
        dropped.add(why);
    }
}
