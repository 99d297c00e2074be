package io.balsa.transport.aeron;

import io.balsa.api.Member;
import io.balsa.api.Membership;
import io.balsa.spi.ClientTransport;
import io.balsa.spi.NodeIdentity;
import io.balsa.spi.Transport;
import io.balsa.spi.TransportFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Three members at free ports of the loopback interface. */
final class AeronFixture implements TransportFixture {
    static final int MAX_CLIENTS = 8;

    private final AeronConfig config;
    private final Membership membership;
    private final List<AutoCloseable> opened = new ArrayList<>();

    AeronFixture(AeronConfig config) {
        this("127.0.0.1", config);
    }

    /** @param host of this machine; an IPv6 one in brackets */
    AeronFixture(String host, AeronConfig config) {
        this.config = config;
        List<Member> members = new ArrayList<>();
        int id = 1;
        for (int port : freePorts(3)) {
            members.add(new Member(id++, host + ":" + port, Member.DEFAULT_PRIORITY));
        }
        membership = Membership.of(members);
    }

    /** All bound at once, so that they differ. */
    static int[] freePorts(int count) {
        List<DatagramSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
            }
            return sockets.stream().mapToInt(DatagramSocket::getLocalPort).toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            sockets.forEach(DatagramSocket::close);
        }
    }

    @Override
    public Membership membership() {
        return membership;
    }

    @Override
    public Transport open(int nodeId) {
        Transport transport = AeronTransport.open(
                AeronTransport.Cluster.of(new NodeIdentity("test", 0, nodeId), membership, MAX_CLIENTS), config);
        opened.add(transport);
        return transport;
    }

    @Override
    public ClientTransport openClient() {
        ClientTransport client = AeronClientTransport.open(config);
        opened.add(client);
        return client;
    }

    @Override
    public void close() {
        for (AutoCloseable transport : opened) {
            try {
                transport.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
