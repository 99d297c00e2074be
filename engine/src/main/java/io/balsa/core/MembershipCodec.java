package io.balsa.core;

import io.balsa.api.Member;
import io.balsa.api.Membership;
import io.balsa.codec.ConfigurationDecoder;
import io.balsa.codec.ConfigurationDecoder.MemberDecoder;
import io.balsa.codec.ConfigurationEncoder;
import io.balsa.codec.GroupSizeEncodingDecoder;
import io.balsa.codec.MemberKind;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A membership as the payload of an entry of type CONFIGURATION, and back. Rare, so it may allocate. */
public final class MembershipCodec {
    private static final int BYTES_PER_MEMBER = 16;

    private MembershipCodec() {}

    /** The payload: template {@code Configuration} without a header. */
    public static byte[] encode(Membership membership) {
        int count = membership.voters().size()
                + membership.outgoing().size()
                + membership.learners().size();
        int room = 16;
        for (List<Member> part : List.of(membership.voters(), membership.outgoing(), membership.learners())) {
            for (Member member : part) {
                room += BYTES_PER_MEMBER + member.address().length();
            }
        }
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[room]);
        ConfigurationEncoder encoder = new ConfigurationEncoder().wrap(buffer, 0);
        ConfigurationEncoder.MemberEncoder group = encoder.memberCount(count);
        put(group, membership.voters(), MemberKind.VOTER);
        put(group, membership.outgoing(), MemberKind.OUTGOING_VOTER);
        put(group, membership.learners(), MemberKind.LEARNER);
        byte[] payload = new byte[encoder.limit()];
        buffer.getBytes(0, payload);
        return payload;
    }

    private static void put(ConfigurationEncoder.MemberEncoder group, List<Member> members, MemberKind kind) {
        for (Member member : members) {
            group.next().id(member.id()).priority(member.priority()).kind(kind).address(member.address());
        }
    }

    /** Whether {@link #decode} will find a membership with voters in these bytes. Reads nothing beyond them. */
    public static boolean isSound(DirectBuffer payload, int offset, int length) {
        int end = offset + length;
        int at = offset + ConfigurationDecoder.BLOCK_LENGTH;
        if (length - ConfigurationDecoder.BLOCK_LENGTH < GroupSizeEncodingDecoder.ENCODED_LENGTH) {
            return false;
        }
        GroupSizeEncodingDecoder group = new GroupSizeEncodingDecoder().wrap(payload, at);
        int block = group.blockLength();
        boolean hasVoters = false;
        at += GroupSizeEncodingDecoder.ENCODED_LENGTH;
        for (int left = group.numInGroup(); left > 0; left--) {
            int head = block + MemberDecoder.addressHeaderLength();
            if (block < MemberDecoder.sbeBlockLength() || end - at < head || !isSoundMember(payload, at)) {
                return false;
            }
            hasVoters |= kindAt(payload, at) == MemberKind.VOTER.value();
            int addressLength = payload.getInt(at + block, ConfigurationDecoder.BYTE_ORDER);
            if (addressLength < 0 || addressLength > end - at - head) {
                return false;
            }
            at += head + addressLength;
        }
        return hasVoters && at == end;
    }

    private static boolean isSoundMember(DirectBuffer payload, int at) {
        int id = payload.getInt(at + MemberDecoder.idEncodingOffset(), ConfigurationDecoder.BYTE_ORDER);
        int priority = payload.getInt(at + MemberDecoder.priorityEncodingOffset(), ConfigurationDecoder.BYTE_ORDER);
        int kind = kindAt(payload, at);
        return id > 0 && priority >= 0 && kind >= MemberKind.VOTER.value() && kind <= MemberKind.LEARNER.value();
    }

    private static int kindAt(DirectBuffer payload, int at) {
        return payload.getByte(at + MemberDecoder.kindEncodingOffset()) & 0xff;
    }

    /** The membership of a payload that {@link #isSound}. */
    public static Membership decode(DirectBuffer payload, int offset) {
        ConfigurationDecoder decoder = new ConfigurationDecoder()
                .wrap(payload, offset, ConfigurationDecoder.BLOCK_LENGTH, ConfigurationDecoder.SCHEMA_VERSION);
        List<Member> voters = new ArrayList<>();
        List<Member> outgoing = new ArrayList<>();
        List<Member> learners = new ArrayList<>();
        for (MemberDecoder member : decoder.member()) {
            int id = member.id();
            int priority = member.priority();
            List<Member> part = switch (member.kind()) {
                case OUTGOING_VOTER -> outgoing;
                case LEARNER -> learners;
                default -> voters;
            };
            part.add(new Member(id, member.address(), priority));
        }
        return new Membership(voters, outgoing, learners);
    }
}
