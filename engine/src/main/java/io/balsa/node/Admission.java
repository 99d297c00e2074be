package io.balsa.node;

import io.balsa.api.Member;
import io.balsa.api.Membership;
import io.balsa.codec.MessageHeaderDecoder;
import io.balsa.core.Envelope;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The gate every frame passes before anything is decoded, allocated or changed for it: envelope, members, incarnations, and
 * lengths. What does not fit is counted and dropped. Loop thread.
 */
public final class Admission {
    /** Told what the envelopes of admitted and dropped frames reveal. */
    public interface Events {
        /** A member speaks from a newer life than before: what was owed to the earlier one is owed to nobody. */
        void onReborn(int nodeId);

        /** A member means an earlier life of this node, so that everything it says is dropped until it hears of this one. */
        void onMistaken(int nodeId);
    }

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Envelope envelope;
    private final Counters counters;
    private final Events events;
    private int[] memberIds = new int[0];

    public Admission(Envelope envelope, Counters counters, Events events) {
        this.envelope = envelope;
        this.counters = counters;
        this.events = events;
    }

    /** A configuration took effect. */
    public void onMembership(Membership membership) {
        List<Member> members = membership.all();
        int[] ids = new int[members.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = members.get(i).id();
        }
        memberIds = ids;
    }

    /** The template of a frame from a member, or -1 when it was dropped. */
    public int admitPeer(DirectBuffer frame, int offset, int length) {
        if (!isForThisGroup(frame, offset, length)) {
            return -1;
        }
        int sender = header.sender();
        if (sender == envelope.nodeId() || !isMember(sender)) {
            return drop(DropReason.SENDER);
        }
        int template = shaped(FrameShape.peerBlockLength(header.templateId()), frame, offset, length);
        return template < 0 || !isOfThisLife(sender) ? -1 : template;
    }

    /** The template of a frame from a client, or -1 when it was dropped. */
    public int admitClient(DirectBuffer frame, int offset, int length) {
        if (!isForThisGroup(frame, offset, length)) {
            return -1;
        }
        if (header.sender() != 0) {
            return drop(DropReason.SENDER);
        }
        if (isAnotherLife()) {
            return drop(DropReason.RECEIVER_INCARNATION);
        }
        return shaped(FrameShape.clientBlockLength(header.templateId()), frame, offset, length);
    }

    /** Who sent the frame admitted last. */
    public int sender() {
        return header.sender();
    }

    /** Length of the fixed block of the frame admitted last, in bytes. */
    public int blockLength() {
        return header.blockLength();
    }

    /** Schema version of the frame admitted last. */
    public int version() {
        return header.version();
    }

    private boolean isForThisGroup(DirectBuffer frame, int offset, int length) {
        if (length < Envelope.LENGTH) {
            return refuse(DropReason.SHORT);
        }
        header.wrap(frame, offset);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID || header.version() < 1) {
            return refuse(DropReason.SCHEMA);
        }
        if (header.clusterId() != envelope.clusterId() || header.groupId() != envelope.groupId()) {
            return refuse(DropReason.CLUSTER);
        }
        // A client that only knows an address means whoever is there.
        boolean mine = header.receiver() == envelope.nodeId() || (header.receiver() == 0 && header.sender() == 0);
        return mine || refuse(DropReason.RECEIVER);
    }

    private int shaped(int knownBlockLength, DirectBuffer frame, int offset, int length) {
        if (knownBlockLength < 0) {
            return drop(DropReason.TEMPLATE);
        }
        int blockLength = header.blockLength();
        if (blockLength < knownBlockLength || blockLength > length - Envelope.LENGTH) {
            return drop(DropReason.MALFORMED);
        }
        int template = header.templateId();
        boolean fits = FrameShape.fits(template, frame, offset + Envelope.LENGTH + blockLength, offset + length);
        return fits ? template : drop(DropReason.MALFORMED);
    }

    private boolean isOfThisLife(int sender) {
        long life = header.senderIncarnation();
        long known = envelope.incarnationOf(sender);
        if (life < 1 || life < known) {
            return refuse(DropReason.SENDER_INCARNATION);
        }
        if (life > known) {
            envelope.learn(sender, life);
            if (known != 0) {
                events.onReborn(sender);
            }
        }
        if (isAnotherLife()) {
            if (header.receiverIncarnation() < envelope.incarnation()) {
                events.onMistaken(sender);
            }
            return refuse(DropReason.RECEIVER_INCARNATION);
        }
        return true;
    }

    private int drop(DropReason reason) {
        counters.dropped(reason);
        return -1;
    }

    private boolean refuse(DropReason reason) {
        counters.dropped(reason);
        return false;
    }

    private boolean isAnotherLife() {
        long meant = header.receiverIncarnation();
        return meant != 0 && meant != envelope.incarnation();
    }

    private boolean isMember(int id) {
        for (int member : memberIds) {
            if (member == id) {
                return true;
            }
        }
        return false;
    }
}
