package io.balsa.transport.aeron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.balsa.spi.ClientTransport;
import io.balsa.spi.ClientTransportContract;
import io.balsa.spi.RecordedFrames;
import io.balsa.spi.Transport;
import io.balsa.spi.TransportFixture;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AeronClientTransportTest extends ClientTransportContract {
    @Override
    protected TransportFixture fixture() {
        return new AeronFixture(Configs.fast());
    }

    @Test
    void moreClientsThanTheLimitAreNotServedUntilOneGoes() {
        try (AeronFixture fixture = new AeronFixture(Configs.fast())) {
            Transport node = fixture.open(1);
            RecordedFrames heard = new RecordedFrames();
            List<ClientTransport> clients = new ArrayList<>();
            for (int i = 0; i <= AeronFixture.MAX_CLIENTS; i++) {
                ClientTransport client = fixture.openClient();
                client.connect(fixture.membership().find(1).address());
                clients.add(client);
            }
            Turns.until(() -> turn(node, clients, heard) && connected(clients) == AeronFixture.MAX_CLIENTS);
            for (int i = 0; i < 1_000; i++) {
                turn(node, clients, heard);
            }
            assertThat(connected(clients)).isEqualTo(AeronFixture.MAX_CLIENTS);
            ClientTransport served = clients.stream()
                    .filter(ClientTransport::isConnected)
                    .findFirst()
                    .orElseThrow();
            clients.remove(served);
            served.close();
            Turns.until(() -> turn(node, clients, heard) && connected(clients) == AeronFixture.MAX_CLIENTS);
        }
    }

    @Test
    void clientsAndMembersSpeakIpv6() {
        assumeTrue(hasIpv6(), "this machine has no IPv6");
        try (AeronFixture fixture = new AeronFixture("[::1]", Configs.fast())) {
            Transport one = fixture.open(1);
            Transport two = fixture.open(2);
            one.connect(fixture.membership());
            RecordedFrames heardByTwo = new RecordedFrames();
            Turns.until(() -> {
                Turns.send(one, 2);
                return Turns.turn(one, new RecordedFrames())
                        && Turns.turn(two, heardByTwo)
                        && !heardByTwo.fromPeers.isEmpty();
            });
            ClientTransport client = fixture.openClient();
            client.connect(fixture.membership().find(2).address());
            Turns.until(() -> turn(two, List.of(client), heardByTwo) && client.isConnected());
        }
    }

    private static boolean hasIpv6() {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress("::1", 0))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean turn(Transport node, List<ClientTransport> clients, RecordedFrames heard) {
        clients.forEach(client -> Turns.turn(client, heard));
        return Turns.turn(node, heard);
    }

    private static long connected(List<ClientTransport> clients) {
        return clients.stream().filter(ClientTransport::isConnected).count();
    }
}
