package io.balsa.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Member;
import io.balsa.api.Membership;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MembershipCodecTest {
    private static List<Member> members(Random random) {
        List<Member> members = new ArrayList<>();
        for (int count = random.nextInt(6); count > 0; count--) {
            String address = "h".repeat(random.nextInt(60)) + ":" + random.nextInt(65536);
            members.add(new Member(1 + random.nextInt(Integer.MAX_VALUE - 1), address, random.nextInt(100)));
        }
        return members;
    }

    @Test
    void bringsEveryMembershipBack() {
        Random random = new Random(1);
        for (int round = 0; round < 500; round++) {
            Membership membership = new Membership(members(random), members(random), members(random));
            byte[] payload = MembershipCodec.encode(membership);
            UnsafeBuffer buffer = new UnsafeBuffer(new byte[payload.length + 24]);
            buffer.putBytes(8, payload);
            assertThat(MembershipCodec.decode(buffer, 8)).isEqualTo(membership);
        }
    }

    /** A member that stays is in both halves of a joint configuration. */
    @Test
    void keepsAMemberThatIsInBothHalves() {
        Membership joint =
                new Membership(Scripted.members(3).voters(), Scripted.members(5).voters(), List.of());
        Membership back = MembershipCodec.decode(new UnsafeBuffer(MembershipCodec.encode(joint)), 0);
        assertThat(back).isEqualTo(joint);
        assertThat(back.all()).hasSize(5);
    }

    /** The same membership is the same bytes on every node: the entry is compared byte for byte. */
    @Test
    void writesTheSameBytesForTheSameMembership() {
        assertThat(MembershipCodec.encode(Scripted.members(5))).isEqualTo(MembershipCodec.encode(Scripted.members(5)));
    }
}
