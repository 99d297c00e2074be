package io.balsa.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.api.Membership;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What every {@link Transport} does between members. */
public abstract class TransportContract extends TransportStage {
    private static final int ENOUGH_TO_FILL_ANY_LINK = 1_000_000;

    @Test
    void framesTravelBothWays() {
        start(1, 2);
        sendOnceConnected(1, 2, bytes("there"));
        sendOnceConnected(2, 1, bytes("back"));
        until(() -> heard(2) == 1 && heard(1) == 1);
        assertThat(heard.get(2).fromPeers.getFirst()).isEqualTo(bytes("there"));
        assertThat(heard.get(1).fromPeers.getFirst()).isEqualTo(bytes("back"));
    }

    @Test
    void framesOfOneSenderKeepTheirOrder() {
        start(1, 2);
        int count = 5_000;
        for (int i = 0; i < count; i++) {
            sendOnceConnected(1, 2, numbered(i, 200));
        }
        until(() -> heard(2) == count);
        for (int i = 0; i < count; i++) {
            assertThat(heard.get(2).fromPeers.get(i)).isEqualTo(numbered(i, 200));
        }
    }

    @Test
    void framesOfEveryLengthArriveWhole() {
        start(1, 2);
        List<byte[]> sent = new ArrayList<>();
        int longest = nodes.get(1).maxFrameLength();
        for (int length : new int[] {1, 31, 32, 1_375, 1_376, 1_377, 8_192, 65_536, 600_000, 1_114_112, longest}) {
            sent.add(numbered(length, length));
            sendOnceConnected(1, 2, sent.getLast());
        }
        until(() -> heard(2) == sent.size());
        for (int i = 0; i < sent.size(); i++) {
            assertThat(heard.get(2).fromPeers.get(i)).isEqualTo(sent.get(i));
        }
    }

    @Test
    void aFrameInTwoPartsArrivesAsOne() {
        start(1, 2);
        byte[] body = numbered(7, 700_000);
        int[] bodyLengths = {0, 300, 100_000, 700_000};
        for (int bodyLength : bodyLengths) {
            until(() -> nodes.get(1)
                    .send(2, new UnsafeBuffer(bytes("xhead")), 1, 4, new UnsafeBuffer(body), 0, bodyLength));
        }
        until(() -> heard(2) == bodyLengths.length);
        for (int i = 0; i < bodyLengths.length; i++) {
            byte[] whole = heard.get(2).fromPeers.get(i);
            assertThat(whole).startsWith(bytes("head")).hasSize(4 + bodyLengths[i]);
            assertThat(new UnsafeBuffer(whole, 4, bodyLengths[i])).isEqualTo(new UnsafeBuffer(body, 0, bodyLengths[i]));
        }
    }

    @Test
    void aFrameLongerThanTheLimitIsAnError() {
        start(1, 2);
        sendOnceConnected(1, 2, bytes("up"));
        byte[] tooLong = new byte[nodes.get(1).maxFrameLength() + 1];
        assertThatThrownBy(() -> send(1, 2, tooLong)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sendReturnsFalseToAMemberThatIsNotThere() {
        start(1, 2);
        assertThat(send(1, 3, bytes("nobody"))).isFalse();
        assertThat(send(1, 9, bytes("no member"))).isFalse();
    }

    @Test
    void sendReturnsFalseWhenTheReceiverDoesNotKeepUpAndTrueWhenItDoesAgain() {
        start(1, 2);
        sendOnceConnected(1, 2, numbered(0, 1_000));
        deaf.add(2);
        int sent = fill(1, 2);
        deaf.clear();
        sendOnceConnected(1, 2, numbered(sent, 1_000));
        until(() -> heard(2) == sent + 1);
        for (int i = 0; i <= sent; i++) {
            assertThat(heard.get(2).fromPeers.get(i)).isEqualTo(numbered(i, 1_000));
        }
    }

    @Test
    void aSlowMemberDoesNotStopTheOthers() {
        start(1, 2, 3);
        sendOnceConnected(1, 2, numbered(0, 1_000));
        sendOnceConnected(1, 3, numbered(0, 1_000));
        deaf.add(3);
        fill(1, 3);
        for (int i = 1; i < 1_000; i++) {
            sendOnceConnected(1, 2, numbered(i, 1_000));
        }
        until(() -> heard(2) == 1_000);
    }

    @Test
    void aMemberThatRestartsIsHeardAndHears() {
        start(1, 2);
        sendOnceConnected(1, 2, bytes("before"));
        until(() -> heard(2) == 1);
        nodes.remove(2).close();
        start(2);
        until(() -> {
            send(1, 2, bytes("again"));
            return heard(2) > 0;
        });
        sendOnceConnected(2, 1, bytes("hello"));
        until(() -> heard(1) == 1);
    }

    @Test
    void linksFollowTheMembership() {
        start(1, 2, 3);
        sendOnceConnected(1, 3, bytes("member"));
        nodes.get(1).connect(Membership.of(fixture.membership().voters().subList(0, 2)));
        assertThat(send(1, 3, bytes("removed"))).isFalse();
        nodes.get(1).connect(fixture.membership());
        sendOnceConnected(1, 3, bytes("member again"));
    }

    @Test
    void pollDeliversNoMoreThanItsLimit() {
        start(1, 2);
        sendOnceConnected(1, 2, bytes("0"));
        until(() -> heard(2) == 1);
        deaf.add(2);
        sendOnceConnected(1, 2, bytes("1"));
        sendOnceConnected(1, 2, bytes("2"));
        sendOnceConnected(1, 2, bytes("3"));
        RecordedFrames frames = heard.get(2);
        until(() -> {
            int before = frames.fromPeers.size();
            nodes.get(2).poll(frames, 1);
            assertThat(frames.fromPeers.size() - before).isLessThanOrEqualTo(1);
            return frames.fromPeers.size() == 4;
        });
    }

    @Test
    void anExceptionOfTheHandlersReachesTheCaller() {
        start(1, 2);
        sendOnceConnected(1, 2, bytes("bad"));
        deaf.add(2);
        TransportHandler failing = new TransportHandler() {
            @Override
            public void onPeerFrame(DirectBuffer frame, int offset, int length) {
                throw new IllegalStateException("broken invariant");
            }

            @Override
            public void onClientFrame(long clientLink, DirectBuffer frame, int offset, int length) {}

            @Override
            public void onClientGone(long clientLink) {}
        };
        until(() -> {
            try {
                nodes.get(2).poll(failing, 1);
                return !heard.get(2).fromPeers.isEmpty();
            } catch (IllegalStateException e) {
                return e.getMessage().equals("broken invariant");
            }
        });
    }

    private int heard(int nodeId) {
        return heard.get(nodeId).fromPeers.size();
    }

    private boolean send(int from, int to, byte[] frame) {
        return nodes.get(from).send(to, new UnsafeBuffer(frame), 0, frame.length);
    }

    private void sendOnceConnected(int from, int to, byte[] frame) {
        until(() -> send(from, to, frame));
    }

    /** Sends until it is refused for many turns in a row. @return frames sent, the first included */
    private int fill(int from, int to) {
        int sent = 1;
        for (int refused = 0; refused < 100; refused++) {
            while (send(from, to, numbered(sent, 1_000))) {
                sent++;
                refused = 0;
                assertThat(sent).isLessThan(ENOUGH_TO_FILL_ANY_LINK);
            }
            turn();
        }
        return sent;
    }
}
