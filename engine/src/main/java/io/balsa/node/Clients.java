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
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** The remote clients that said hello, at most {@code balsa.limits.max-clients} of them. Loop thread. */
final class Clients {
    private final Long2ObjectHashMap<ReplyBatch> batches = new Long2ObjectHashMap<>();
    // By link as well, but kept behind a goodbye: frames may come once more until the link is gone.
    private final Long2ObjectHashMap<Seen> seen = new Long2ObjectHashMap<>();
    // The last hello of each, and those that were not answered yet.
    private final Long2LongHashMap nonces = new Long2LongHashMap(0);
    private final Long2LongHashMap owed = new Long2LongHashMap(0);
    private final ExpandableArrayBuffer frame = new ExpandableArrayBuffer(512);
    private final WelcomeEncoder welcome = new WelcomeEncoder();
    private final GoodbyeEncoder goodbye = new GoodbyeEncoder();
    private final Context context;
    private int toldLeader;
    private long toldTerm;

    Clients(Context context) {
        this.context = context;
    }

    /** The batch for a client, or null when it never said hello. */
    @Nullable
    ReplyBatch find(long link) {
        return batches.get(link);
    }

    /** A client says hello, or that it is still there. */
    void onHello(long link, ClientHelloDecoder hello) {
        if (!batches.containsKey(link)) {
            if (batches.size() >= context.limits().maxClients()) {
                context.counters().dropped(DropReason.CLIENT);
                sayGoodbye(link, hello.nonce());
                context.transport().disconnect(link);
                onGone(link);
                return;
            }
            batches.put(
                    link,
                    new ReplyBatch(
                            context.links().toClient(link),
                            context.limits().backlogs().maxReplyBacklogBytes()));
            context.counters().set(Counter.CLIENTS, batches.size());
        }
        nonces.put(link, hello.nonce());
        owed.put(link, hello.nonce());
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
            owed.putAll(nonces);
        }
        if (!owed.isEmpty()) {
            for (var hellos = owed.entrySet().iterator(); hellos.hasNext(); ) {
                hellos.next();
                if (sayWelcome(hellos.getLongKey(), hellos.getLongValue())) {
                    hellos.remove();
                }
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
        nonces.remove(link);
        owed.remove(link);
        ReplyBatch batch = batches.remove(link);
        if (batch != null) {
            batch.close();
        }
        context.counters().set(Counter.CLIENTS, batches.size());
    }

    /** Tells every client that this node closes. */
    void sayGoodbyeToAll() {
        LongConsumer farewell = link -> sayGoodbye(link, 0);
        batches.keySet().forEach(farewell::accept);
    }

    private boolean sayWelcome(long link, long nonce) {
        Membership membership = context.raft().membership();
        List<Member> members = membership.all();
        context.raft().envelope().write(frame, Origin.NONE, WelcomeEncoder.TEMPLATE_ID, WelcomeEncoder.BLOCK_LENGTH);
        WelcomeEncoder.MemberEncoder group = welcome.wrap(frame, Envelope.LENGTH)
                .nonce(nonce)
                .nodeId(context.raft().envelope().nodeId())
                .leaderId(context.leaderId())
                .term(context.raft().term())
                .maxCommandLength(context.limits().maxCommandLength())
                .memberCount(members.size());
        for (Member member : members) {
            group.next()
                    .id(member.id())
                    .priority(member.priority())
                    .kind(kindOf(membership, member))
                    .address(member.address());
        }
        return context.transport().reply(link, frame, 0, welcome.limit());
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
}
