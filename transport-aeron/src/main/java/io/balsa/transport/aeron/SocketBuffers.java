package io.balsa.transport.aeron;

import io.balsa.spi.TransportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.function.IntPredicate;

/**
 * What the operating system really gives. Aeron refuses to start when it gets less than it asks for, and Linux gives 208 KiB
 * unless told otherwise; so ask first, take what there is, and say so.
 *
 * @param receiveBuffer SO_RCVBUF to ask for, in bytes
 * @param sendBuffer    SO_SNDBUF to ask for, in bytes
 * @param receiveWindow most bytes one sender may have under way: half the receive buffer at most, and one datagram at least
 * @param loopbackMtu   longest datagram to the loopback interface, in bytes
 */
record SocketBuffers(int receiveBuffer, int sendBuffer, int receiveWindow, int loopbackMtu) {
    /** Senders that may fill the buffer at the same time: the two other members of the usual three. */
    private static final int SENDERS = 2;

    static SocketBuffers probe(AeronConfig.UdpConfig wanted, ErrorLog log) {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, wanted.receiveBuffer());
            channel.setOption(StandardSocketOptions.SO_SNDBUF, wanted.sendBuffer());
            int receive = Math.min(wanted.receiveBuffer(), channel.getOption(StandardSocketOptions.SO_RCVBUF));
            int send = Math.min(wanted.sendBuffer(), channel.getOption(StandardSocketOptions.SO_SNDBUF));
            if (receive < wanted.receiveBuffer() || send < wanted.sendBuffer()) {
                log.info("the operating system gives socket buffers of " + receive + " bytes to receive and " + send
                        + " to send, less than balsa.transport.udp asks for: raise net.core.rmem_max and"
                        + " net.core.wmem_max, or ask for less");
            }
            return new SocketBuffers(
                    receive,
                    send,
                    Math.max(wanted.longestMtu(), Math.min(wanted.receiveWindow(), receive / SENDERS)),
                    loopbackMtu(wanted, length -> loopbackTakes(channel, length), log));
        } catch (IOException e) {
            throw new TransportException("cannot open a UDP socket: " + e.getMessage(), e);
        }
    }

    /** Some systems take no datagrams longer than a few KiB, not even to themselves: half as long may do, or a quarter. */
    static int loopbackMtu(AeronConfig.UdpConfig wanted, IntPredicate isTaken, ErrorLog log) {
        int length = wanted.loopbackMtu();
        while (length > wanted.mtu() && !isTaken.test(length)) {
            length = AeronConfig.UdpConfig.aligned(length / 2);
        }
        if (length == wanted.loopbackMtu()) {
            return length;
        }
        int usable = Math.max(length, wanted.mtu());
        log.info("a datagram of balsa.transport.udp.loopback-mtu = " + wanted.loopbackMtu()
                + " bytes cannot be sent to the loopback interface; those that go there are " + usable + " bytes long");
        return usable;
    }

    private static boolean loopbackTakes(DatagramChannel channel, int length) {
        try {
            if (channel.getLocalAddress() == null) {
                channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            }
            return channel.send(ByteBuffer.allocate(length), channel.getLocalAddress()) == length;
        } catch (IOException e) {
            return false;
        }
    }
}
