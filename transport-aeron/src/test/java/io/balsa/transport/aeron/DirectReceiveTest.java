package io.balsa.transport.aeron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DirectReceiveTest {
    private static final int SENDERS = 40;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(2_048);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void everyDatagramComesWithItsBytesAndItsSender(String host) throws IOException {
        try (DatagramChannel receiver = bound(host)) {
            DirectReceive direct = direct(receiver);
            for (int i = 1; i <= SENDERS; i++) {
                try (DatagramChannel sender = bound(host)) {
                    sender.send(ByteBuffer.wrap(new byte[i]), receiver.getLocalAddress());
                    assertThat(receive(direct)).isEqualTo(sender.getLocalAddress());
                    assertThat(buffer.position()).isEqualTo(i);
                }
            }
        }
    }

    @Test
    void twoSendersInTurnAreTheSameObjectsAgain() throws IOException {
        try (DatagramChannel receiver = bound("127.0.0.1");
                DatagramChannel one = bound("127.0.0.1");
                DatagramChannel two = bound("127.0.0.1")) {
            DirectReceive direct = direct(receiver);
            one.send(ByteBuffer.allocate(1), receiver.getLocalAddress());
            InetSocketAddress first = receive(direct);
            two.send(ByteBuffer.allocate(1), receiver.getLocalAddress());
            assertThat(receive(direct)).isNotEqualTo(first);
            one.send(ByteBuffer.allocate(1), receiver.getLocalAddress());
            assertThat(receive(direct)).isEqualTo(first);
        }
    }

    @Test
    void nothingThereIsNull() throws IOException {
        try (DatagramChannel receiver = bound("127.0.0.1")) {
            assertThat(direct(receiver).receive(buffer)).isNull();
        }
    }

    private InetSocketAddress receive(DirectReceive direct) {
        InetSocketAddress[] from = new InetSocketAddress[1];
        Turns.until(() -> (from[0] = direct.receive(buffer)) != null);
        return from[0];
    }

    private static DirectReceive direct(DatagramChannel channel) {
        DirectReceive direct = DirectReceive.of(channel);
        assumeTrue(direct != null, "this operating system has no recvfrom that we know");
        return direct;
    }

    /** As Aeron opens its channels: of the address's own family, non-blocking. */
    private static DatagramChannel bound(String host) throws IOException {
        InetAddress address = InetAddress.ofLiteral(host);
        boolean v6 = address instanceof java.net.Inet6Address;
        DatagramChannel channel =
                DatagramChannel.open(v6 ? java.net.StandardProtocolFamily.INET6 : java.net.StandardProtocolFamily.INET);
        channel.configureBlocking(false);
        try {
            return channel.bind(new InetSocketAddress(address, 0));
        } catch (SocketException e) {
            channel.close();
            assumeTrue(!v6, "this machine has no IPv6");
            throw e;
        }
    }
}
