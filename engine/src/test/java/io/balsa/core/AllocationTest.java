package io.balsa.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.balsa.api.Membership;
import io.balsa.api.RoleName;
import io.balsa.codec.AppendEntriesDecoder;
import io.balsa.codec.AppendReplyEncoder;
import io.balsa.codec.AppendResult;
import io.balsa.codec.EntryType;
import io.balsa.codec.MessageHeaderDecoder;
import io.balsa.spi.EntryFrame;
import io.balsa.spi.Journal;
import io.balsa.spi.JournalEvents;
import io.balsa.spi.NodeIdentity;
import io.balsa.spi.Recovered;
import io.balsa.spi.Transport;
import io.balsa.spi.TransportHandler;
import java.lang.management.ManagementFactory;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Design §8: in steady state the core allocates nothing, neither leading nor following. */
class AllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int TURNS = 50_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final QuietJournal journal = new QuietJournal();
    private final QuietTransport links = new QuietTransport();
    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[200]);
    private long nowNs;

    private Raft raft(Membership members) {
        NodeIdentity identity = new NodeIdentity("test", 0, 1);
        return new Raft(new Setup(identity, members, Scripted.CONFIG, journal, links, () -> 0, new Unobserved()));
    }

    private void turn(Raft raft) {
        raft.onTick(nowNs);
        raft.replicate();
        raft.persist();
        raft.onDurable(journal.position);
        raft.acknowledge();
        raft.commit();
    }

    private static long allocatedBytesPerTurn(Runnable turn) {
        for (int i = 0; i < WARM_UP; i++) {
            turn.run();
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < TURNS; i++) {
            turn.run();
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / TURNS;
    }

    /** One append of three entries, verified, written and acknowledged each turn. */
    @Test
    void followsWithoutAllocating() {
        Raft raft = raft(Scripted.members(3));
        byte[] bytes = Wire.encode(2, 1, Message.Append.of(1).entries(1, 1, 1));
        UnsafeBuffer frame = new UnsafeBuffer(bytes);
        EntryFrame.Writer writer = new EntryFrame.Writer();
        UnsafeBuffer small = new UnsafeBuffer(new byte[3]);
        int body = Envelope.LENGTH;
        int frames = body + AppendEntriesDecoder.BLOCK_LENGTH + 4;
        long allocated = allocatedBytesPerTurn(() -> {
            long last = raft.lastIndex();
            nowNs += 1000;
            for (int i = 0; i < 3; i++) {
                writer.write(frame, frames + i * 64, EntryType.COMMAND, last + 1 + i, 1, small);
            }
            put(frame, body + AppendEntriesDecoder.requestIdEncodingOffset(), last + 1);
            put(frame, body + AppendEntriesDecoder.prevLogIndexEncodingOffset(), last);
            put(frame, body + AppendEntriesDecoder.prevLogTermEncodingOffset(), last == 0 ? 0 : 1);
            put(frame, body + AppendEntriesDecoder.leaderCommitEncodingOffset(), last);
            raft.onMessage(frame, 0, frames + 3 * 64);
            turn(raft);
        });
        assertThat(raft.lastIndex()).isEqualTo(3L * (WARM_UP + TURNS));
        assertThat(raft.commitIndex()).isEqualTo(raft.lastIndex() - 3);
        assertThat(allocated).isZero();
    }

    private static void put(UnsafeBuffer frame, int at, long value) {
        frame.putLong(at, value, AppendEntriesDecoder.BYTE_ORDER);
    }

    /** Three commands and a read appended, sent to two peers, acknowledged by both and committed each turn. */
    @Test
    void leadsWithoutAllocating() {
        Raft raft = raft(Scripted.members(3));
        turn(raft);
        nowNs = Scripted.TIMEOUT_MS * Scripted.MS;
        turn(raft);
        for (int i = 0; i < 2; i++) {
            byte[] grant = Wire.encode(2, 1, vote(i));
            raft.onMessage(new UnsafeBuffer(grant), 0, grant.length);
            turn(raft);
            turn(raft);
        }
        assertThat(raft.role()).isEqualTo(RoleName.LEADER);
        AppendReplyEncoder reply = new AppendReplyEncoder();
        byte[][] replies = {
            Wire.encode(2, 1, Message.Append.of(1).accepted()),
            Wire.encode(3, 1, Message.Append.of(1).accepted())
        };
        UnsafeBuffer[] frames = {new UnsafeBuffer(replies[0]), new UnsafeBuffer(replies[1])};
        long allocated = allocatedBytesPerTurn(() -> {
            nowNs += 1000;
            for (int i = 0; i < 3; i++) {
                raft.append(1, 1, nowNs, payload, 0, payload.capacity());
            }
            raft.openRead();
            turn(raft);
            for (UnsafeBuffer frame : frames) {
                reply.wrap(frame, Envelope.LENGTH)
                        .term(1)
                        .requestId(links.lastRequestId)
                        .readRound(links.lastRound)
                        .matchIndex(raft.lastIndex())
                        .result(AppendResult.ACCEPTED);
                raft.onMessage(frame, 0, frame.capacity());
            }
            raft.commit();
        });
        assertThat(raft.commitIndex()).isEqualTo(raft.lastIndex()).isGreaterThan(3L * (WARM_UP + TURNS));
        assertThat(allocated).isZero();
    }

    private static Message.VoteReply vote(int campaign) {
        return campaign == 0
                ? Message.VoteRequest.preVote(1, 0, 0).campaign(1).granted()
                : Message.VoteRequest.vote(1, 0, 0).campaign(2).granted();
    }

    /** Takes everything and keeps nothing. */
    private static final class QuietJournal implements Journal {
        long position;

        @Override
        public Recovered recovered() {
            return Recovered.empty(1);
        }

        @Override
        public String durability() {
            return "none";
        }

        @Override
        public long append(DirectBuffer frames, int offset, int length, long firstIndex, long lastIndex) {
            return ++position;
        }

        @Override
        public long truncateFrom(long fromIndex) {
            return ++position;
        }

        @Override
        public long storeVote(long term, int votedFor) {
            return ++position;
        }

        @Override
        public void flush() {}

        @Override
        public int poll(JournalEvents events) {
            return 0;
        }

        @Override
        public void read(long token, long fromIndex, long toIndex, int maxBytes) {}

        @Override
        public void purgeBefore(long index) {}

        @Override
        public void close() {}
    }

    /** Remembers of the last append what a reply to it echoes. */
    private static final class QuietTransport implements Transport {
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final AppendEntriesDecoder append = new AppendEntriesDecoder();
        long lastRequestId;
        long lastRound;

        @Override
        public boolean send(int nodeId, DirectBuffer frame, int offset, int length) {
            header.wrap(frame, offset);
            if (header.templateId() == AppendEntriesDecoder.TEMPLATE_ID) {
                append.wrap(frame, offset + Envelope.LENGTH, header.blockLength(), header.version());
                lastRequestId = append.requestId();
                lastRound = append.readRound();
            }
            return true;
        }

        @Override
        public boolean send(int nodeId, DirectBuffer head, int at, int headLength, DirectBuffer body, int o, int l) {
            return send(nodeId, head, at, headLength);
        }

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
            return 1 << 16;
        }

        @Override
        public void close() {}
    }

    private static final class Unobserved implements RaftObserver {
        @Override
        public void onRole(RoleName role, long term) {}

        @Override
        public void onLeader(int leaderId, long term) {}

        @Override
        public void onMembership(Membership membership) {}

        @Override
        public void onTruncated(long fromIndex) {}

        @Override
        public void onDropped(String why) {
            throw new AssertionError(why);
        }
    }
}
