package io.balsa.node;

import io.balsa.api.Member;
import io.balsa.api.Membership;
import io.balsa.codec.ClientHelloDecoder;
import io.balsa.codec.GoodbyeEncoder;
import io.balsa.codec.MemberKind;
import io.balsa.codec.WelcomeEncoder;
import io.balsa.core.Envelope;
import java.util.List;
import java.util.function.LongConsumer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** The remote clients that said hello, at most {@code balsa.limits.max-clients} of them. Loop thread. */
final class Clients {
    /** Between two tries to answer those to whom there is no way yet: a way comes up in the driver's turns, not in ours. */
    private static final long RETRY_NS = 1_000_000;

    private final Long2ObjectHashMap<Client> clients = new Long2ObjectHashMap<>();
    // By link as well, but kept behind a goodbye: frames may come once more until the link is gone.
    private final Long2ObjectHashMap<Seen> seen = new Long2ObjectHashMap<>();
    private final ExpandableArrayBuffer frame = new ExpandableArrayBuffer(512);
    private final WelcomeEncoder welcome = new WelcomeEncoder();
    private final GoodbyeEncoder goodbye = new GoodbyeEncoder();
    private final Context context;
    private int toldLeader;
    private long toldTerm;
    private int owed;
    private long triedNs;

    Clients(Context context) {
        this.context = context;
    }

    /** The batch for a client, or null when it never said hello. */
    @Nullable
    ReplyBatch find(long link) {
        Client client = clients.get(link);
        return client == null ? null : client.replies;
    }

    /** A client says hello, or that it is still there. */
    void onHello(long link, ClientHelloDecoder hello) {
        Client client = clients.get(link);
        if (client == null) {
            if (clients.size() >= context.limits().maxClients()) {
                context.counters().dropped(DropReason.CLIENT);
                sayGoodbye(link, hello.nonce());
                context.transport().disconnect(link);
                onGone(link);
                return;
            }
            client = new Client(
                    link,
                    new ReplyBatch(
                            context.links().toClient(link),
                            context.limits().backlogs().maxReplyBacklogBytes()));
            clients.put(link, client);
            context.counters().set(Counter.CLIENTS, clients.size());
        }
        client.nonce = hello.nonce();
        owe(client);
        triedNs = context.clock().nowNs() - RETRY_NS;
    }

    private void owe(Client client) {
        owed += client.isOwed ? 0 : 1;
        client.isOwed = true;
    }

    /**
     * Answers the hellos, as soon as there is a way back to who said them, and tells every client of a new leader, so that none
     * has to ask until there is one.
     */
    void sayWelcome() {
        int leader = context.leaderId();
        long term = context.raft().term();
        if (leader != 0 && (leader != toldLeader || term != toldTerm)) {
            toldLeader = leader;
            toldTerm = term;
            clients.values().forEach(this::owe);
            triedNs = context.clock().nowNs() - RETRY_NS;
        }
        if (owed > 0 && context.clock().nowNs() - triedNs >= RETRY_NS) {
            triedNs = context.clock().nowNs();
            sayWelcomeToOwed();
        }
    }

    private void sayWelcomeToOwed() {
        encodeWelcome();
        for (Client client : clients.values()) {
            if (client.isOwed
                    && context.transport()
                            .reply(
                                    client.link,
                                    frame,
                                    0,
                                    welcome.nonce(client.nonce).limit())) {
                client.isOwed = false;
                owed--;
            }
        }
    }

    /** What came over a client's link. */
    Seen seenFrom(long link) {
        Seen fromClient = seen.get(link);
        if (fromClient == null) {
            fromClient = new Seen();
            seen.put(link, fromClient);
        }
        return fromClient;
    }

    /** A client's link is no more. */
    void onGone(long link) {
        seen.remove(link);
    }

    /** Forgets a client. */
    void remove(long link) {
        Client client = clients.remove(link);
        if (client != null) {
            client.replies.close();
            owed -= client.isOwed ? 1 : 0;
        }
        context.counters().set(Counter.CLIENTS, clients.size());
    }

    /** Tells every client that this node closes. */
    void sayGoodbyeToAll() {
        LongConsumer farewell = link -> sayGoodbye(link, 0);
        clients.keySet().forEach(farewell::accept);
    }

    /** For whoever, but for the nonce. */
    private void encodeWelcome() {
        Membership membership = context.raft().membership();
        List<Member> members = membership.all();
        context.raft().envelope().write(frame, Origin.NONE, WelcomeEncoder.TEMPLATE_ID, WelcomeEncoder.BLOCK_LENGTH);
        WelcomeEncoder.MemberEncoder group = welcome.wrap(frame, Envelope.LENGTH)
                .nodeId(context.raft().envelope().nodeId())
                .leaderId(context.leaderId())
                .term(context.raft().term())
                .maxCommandLength(context.limits().maxCommandLength())
                .electionTimeoutNs(context.raftConfig().electionTimeoutNs())
                .memberCount(members.size());
        for (Member member : members) {
            group.next()
                    .id(member.id())
                    .priority(member.priority())
                    .kind(kindOf(membership, member))
                    .address(member.address());
        }
    }

    private void sayGoodbye(long link, long nonce) {
        context.raft().envelope().write(frame, Origin.NONE, GoodbyeEncoder.TEMPLATE_ID, GoodbyeEncoder.BLOCK_LENGTH);
        goodbye.wrap(frame, Envelope.LENGTH).nonce(nonce);
        context.transport().reply(link, frame, 0, goodbye.limit());
    }

    private static MemberKind kindOf(Membership membership, Member member) {
        if (membership.voters().contains(member)) {
            return MemberKind.VOTER;
        }
        return membership.outgoing().contains(member) ? MemberKind.OUTGOING_VOTER : MemberKind.LEARNER;
    }

    /** One of them, and the hello that it said last. */
    private static final class Client {
        private final long link;
        private final ReplyBatch replies;
        private long nonce;
        private boolean isOwed;

        Client(long link, ReplyBatch replies) {
            this.link = link;
            this.replies = replies;
        }
    }
}
