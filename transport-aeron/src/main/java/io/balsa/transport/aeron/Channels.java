package io.balsa.transport.aeron;

import io.aeron.Image;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Names of Aeron channels and streams. Hosts are numeric here, always: Aeron would look names up on the thread that drives
 * it, and that is the loop.
 */
final class Channels {
    /** Frames between members. */
    static final int PEER_STREAM = 1;
    /** Frames from clients to a member, at the member's port. */
    static final int CLIENT_STREAM = 2;
    /** Frames from a member to one client, at the client's port. */
    static final int REPLY_STREAM = 3;

    private static final int PORT_SHIFT = 16;
    private static final String PREFIX = "aeron:udp?endpoint=";

    private final AeronConfig config;
    private final SocketBuffers buffers;

    Channels(AeronConfig config, SocketBuffers buffers) {
        this.config = config;
        this.buffers = buffers;
    }

    /** Where to listen. */
    String listening(InetSocketAddress at) {
        return PREFIX + endpoint(at) + "|so-rcvbuf=" + buffers.receiveBuffer() + "|rcv-wnd=" + buffers.receiveWindow();
    }

    /** To a member's port, from a member. */
    String toPeer(InetSocketAddress to) {
        return sending(to, config.links().termLength());
    }

    /** To a member's port, from a client that listens at {@code replyPort}; see {@link #replyAddress}. */
    String toNode(InetSocketAddress to, int replyPort, int nonce) {
        int sessionId = replyPort << PORT_SHIFT | nonce & 0xffff;
        return sending(to, config.links().clientTermLength()) + "|session-id=" + sessionId;
    }

    /** To a client. */
    String toClient(InetSocketAddress to) {
        return sending(to, config.links().clientTermLength());
    }

    private String sending(InetSocketAddress to, int termLength) {
        return PREFIX
                + endpoint(to)
                + "|term-length=" + termLength
                + "|mtu="
                + (to.getAddress().isLoopbackAddress()
                        ? buffers.loopbackMtu()
                        : config.udp().mtu())
                + "|so-sndbuf=" + buffers.sendBuffer()
                + "|sparse=" + config.driver().sparse()
                + "|linger=500ms";
    }

    /**
     * Where a client hears: the host its datagrams come from, and the port it wrote into the upper half of its session id.
     */
    static InetSocketAddress replyAddress(Image client) {
        String source = client.sourceIdentity();
        String host = source.substring(0, source.lastIndexOf(':'));
        int port = client.sessionId() >>> PORT_SHIFT;
        return new InetSocketAddress(InetAddress.ofLiteral(unbracketed(host)), port);
    }

    /** The port of an endpoint as Aeron prints it. */
    static int port(String endpoint) {
        return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
    }

    /** Any free port, of the family that reaches {@code other}. */
    static InetSocketAddress anyPort(InetSocketAddress other) {
        boolean v6 = other.getAddress() instanceof Inet6Address;
        return new InetSocketAddress(InetAddress.ofLiteral(v6 ? "::" : "0.0.0.0"), 0);
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String endpoint(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
