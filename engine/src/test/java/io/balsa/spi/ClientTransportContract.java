package io.balsa.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.spi.RecordedFrames.ClientFrame;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What every {@link ClientTransport} does, and every {@link Transport} for clients. */
public abstract class ClientTransportContract extends TransportStage {
    @Test
    void aClientIsAnsweredOverTheLinkItsFramesCameFrom() {
        start(1);
        ClientTransport client = client(1);
        until(() -> client.send(new UnsafeBuffer(bytes("question")), 0, 8));
        until(() -> heard.get(1).fromClients.size() == 1);
        ClientFrame asked = heard.get(1).fromClients.getFirst();
        assertThat(asked.bytes()).isEqualTo(bytes("question"));
        until(() -> nodes.get(1).reply(asked.link(), new UnsafeBuffer(bytes("answer")), 0, 6));
        until(() -> clients.get(client).fromNode.size() == 1);
        assertThat(clients.get(client).fromNode.getFirst()).isEqualTo(bytes("answer"));
    }

    @Test
    void aClientsFramesMayBeAsLongAsAnyOther() {
        start(1);
        ClientTransport client = client(1);
        byte[] question = numbered(1, client.maxFrameLength());
        until(() -> client.send(new UnsafeBuffer(question), 0, question.length));
        until(() -> heard.get(1).fromClients.size() == 1);
        assertThat(heard.get(1).fromClients.getFirst().bytes()).isEqualTo(question);
        byte[] answer = numbered(2, client.maxFrameLength());
        long link = heard.get(1).fromClients.getFirst().link();
        until(() -> nodes.get(1).reply(link, new UnsafeBuffer(answer), 0, answer.length));
        until(() -> clients.get(client).fromNode.size() == 1);
        assertThat(clients.get(client).fromNode.getFirst()).isEqualTo(answer);
    }

    @Test
    void everyClientHasALinkOfItsOwn() {
        start(1);
        List<ClientTransport> many = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            many.add(client(1));
        }
        for (int i = 0; i < many.size(); i++) {
            byte[] frame = numbered(i, 100);
            ClientTransport client = many.get(i);
            until(() -> client.send(new UnsafeBuffer(frame), 0, frame.length));
        }
        until(() -> heard.get(1).fromClients.size() == many.size());
        for (ClientFrame asked : List.copyOf(heard.get(1).fromClients)) {
            until(() -> nodes.get(1).reply(asked.link(), new UnsafeBuffer(asked.bytes()), 0, 100));
        }
        until(() ->
                many.stream().allMatch(client -> clients.get(client).fromNode.size() == 1));
        for (int i = 0; i < many.size(); i++) {
            assertThat(clients.get(many.get(i)).fromNode.getFirst()).isEqualTo(numbered(i, 100));
        }
        assertThat(heard.get(1).fromClients.stream().map(ClientFrame::link).distinct())
                .hasSize(many.size());
    }

    @Test
    void aClientThatClosesIsReportedGoneAndCannotBeAnswered() {
        start(1);
        ClientTransport client = client(1);
        until(() -> client.send(new UnsafeBuffer(bytes("bye")), 0, 3));
        until(() -> heard.get(1).fromClients.size() == 1);
        long link = heard.get(1).fromClients.getFirst().link();
        clients.remove(client);
        client.close();
        until(() -> heard.get(1).goneClients.contains(link));
        assertThat(nodes.get(1).reply(link, new UnsafeBuffer(bytes("late")), 0, 4))
                .isFalse();
    }

    @Test
    void aClientThatTheNodeDropsLinksAnewUnderAnotherNumber() {
        start(1);
        ClientTransport client = client(1);
        until(() -> client.send(new UnsafeBuffer(bytes("one")), 0, 3));
        until(() -> heard.get(1).fromClients.size() == 1);
        long first = heard.get(1).fromClients.getFirst().link();
        nodes.get(1).disconnect(first);
        assertThat(nodes.get(1).reply(first, new UnsafeBuffer(bytes("late")), 0, 4))
                .isFalse();
        until(() -> {
            client.send(new UnsafeBuffer(bytes("two")), 0, 3);
            return heard.get(1).fromClients.getLast().link() != first;
        });
    }

    @Test
    void aClientGoesFromOneNodeToAnother() {
        start(1, 2);
        ClientTransport client = client(1);
        until(() -> client.send(new UnsafeBuffer(bytes("one")), 0, 3));
        until(() -> heard.get(1).fromClients.size() == 1);
        client.connect(address(2));
        until(client::isConnected);
        until(() -> client.send(new UnsafeBuffer(bytes("two")), 0, 3));
        until(() -> heard.get(2).fromClients.size() == 1);
        until(() -> heard.get(1).goneClients.size() == 1);
    }

    @Test
    void aClientFindsANodeThatRestarts() {
        start(1);
        ClientTransport client = client(1);
        until(() -> client.send(new UnsafeBuffer(bytes("one")), 0, 3));
        until(() -> heard.get(1).fromClients.size() == 1);
        nodes.remove(1).close();
        start(1);
        until(() -> {
            client.send(new UnsafeBuffer(bytes("two")), 0, 3);
            return !heard.get(1).fromClients.isEmpty();
        });
        long link = heard.get(1).fromClients.getLast().link();
        until(() -> {
            nodes.get(1).reply(link, new UnsafeBuffer(bytes("answer")), 0, 6);
            return !clients.get(client).fromNode.isEmpty();
        });
    }

    @Test
    void aClientIsNotConnectedToANodeThatIsNotThere() {
        ClientTransport client = fixture.openClient();
        clients.put(client, new RecordedFrames());
        assertThat(client.isConnected()).isFalse();
        assertThat(client.send(new UnsafeBuffer(bytes("x")), 0, 1)).isFalse();
        client.connect(address(1));
        turn();
        assertThat(client.isConnected()).isFalse();
        start(1);
        until(client::isConnected);
    }

    @Test
    void closeMayBeRepeatedAndNothingWorksAfterIt() {
        start(1, 2);
        until(() -> nodes.get(1).send(2, new UnsafeBuffer(bytes("up")), 0, 2));
        ClientTransport client = client(1);
        Transport node = nodes.remove(1);
        node.close();
        node.close();
        assertThat(node.send(2, new UnsafeBuffer(bytes("late")), 0, 4)).isFalse();
        assertThat(node.poll(new RecordedFrames(), 1)).isZero();
        assertThat(node.flush()).isZero();
        clients.remove(client);
        client.close();
        client.close();
        assertThat(client.isConnected()).isFalse();
        assertThat(client.send(new UnsafeBuffer(bytes("late")), 0, 4)).isFalse();
        assertThat(client.poll((frame, offset, length) -> {}, 1)).isZero();
    }

    private ClientTransport client(int nodeId) {
        ClientTransport client = fixture.openClient();
        clients.put(client, new RecordedFrames());
        client.connect(address(nodeId));
        until(client::isConnected);
        return client;
    }
}
