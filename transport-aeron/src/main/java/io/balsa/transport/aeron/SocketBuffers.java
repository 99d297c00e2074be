package io.balsa.transport.aeron;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;

/**
 * What the operating system really gives. Aeron refuses to start when it gets less than it asks for, and Linux gives 208 KiB
 * unless told otherwise; so ask first, take what there is, and say so.
 *
 * @param receiveBuffer SO_RCVBUF to ask for, in bytes
 * @param sendBuffer    SO_SNDBUF to ask for, in bytes
 * @param receiveWindow most bytes one sender may have under way, never above half the receive buffer
 */
record SocketBuffers(int receiveBuffer, int sendBuffer, int receiveWindow) {
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
                    receive, send, Math.max(wanted.longestMtu(), Math.min(wanted.receiveWindow(), receive / SENDERS)));
        } catch (IOException e) {
            throw new io.balsa.spi.TransportException("cannot open a UDP socket: " + e.getMessage(), e);
        }
    }
}
