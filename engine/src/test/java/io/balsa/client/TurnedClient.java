package io.balsa.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.client.NodeFrames.Reply;
import io.balsa.client.NodeFrames.Request;
import io.balsa.codec.ClientHelloDecoder;
import io.balsa.codec.RequestsDecoder;
import io.balsa.config.LimitsConfig;
import io.balsa.config.LoopConfig;
import io.balsa.node.CallDesk;
import io.balsa.node.CallForms;
import io.balsa.node.Completions;
import io.balsa.node.PolledLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/** A client whose loop a test turns, with a clock that the test moves, and nodes that the test speaks for. */
final class TurnedClient {
    static final long SESSION = 77;
    static final int FIRST_GENERATION = Integer.MIN_VALUE + 1;
    static final ClientSettings.Times TIMES = new ClientSettings.Times(ns(100), ns(50), ns(200));

    final FakeTransport transport;
    final Outcomes outcomes = new Outcomes();
    final CallDesk desk;
    final ClientLoop loop;
    private long nowNs = -5_000_000_000L;
    private int read;

    TurnedClient(FakeTransport transport, String... addresses) {
        this(transport, limits(1024, 1 << 16, 16), addresses);
    }

    TurnedClient(FakeTransport transport, LimitsConfig limits, String... addresses) {
        this(transport, limits, TIMES, addresses);
    }

    TurnedClient(FakeTransport transport, LimitsConfig limits, ClientSettings.Times times, String... addresses) {
        this.transport = transport;
        LoopConfig loopConfig = new LoopConfig(LoopConfig.Profile.BALANCED, 0, 0, 1000, 1000, 1000, -1);
        ClientSettings settings =
                new ClientSettings(NodeFrames.CLUSTER, 0, List.of(addresses), limits, loopConfig, times);
        // Tokens that are negative numbers, because half of all are.
        desk = new CallDesk(limits, () -> nowNs, FIRST_GENERATION);
        loop = new ClientLoop(settings, transport, desk, () -> nowNs, SESSION);
    }

    static LimitsConfig limits(int maxCommandLength, int ringBytes, int maxPendingCalls) {
        return new LimitsConfig(
                maxCommandLength,
                1024,
                ringBytes,
                maxPendingCalls,
                1,
                1,
                64,
                4096,
                1,
                ns(1000),
                ns(1000),
                LimitsConfig.Backlogs.behind(ringBytes));
    }

    /** A client that is linked to node 1, the leader of term 1. */
    static TurnedClient linked() {
        TurnedClient client = new TurnedClient(new FakeTransport("n1:1", "n2:1", "n3:1"), "n1:1");
        client.link(1, 1, 1);
        return client;
    }

    /** Lets the client connect, and lets a node answer its hello. */
    void link(int nodeId, int leaderId, long term) {
        turn();
        turn();
        welcome(nodeId, leaderId, term);
    }

    void welcome(int nodeId, int leaderId, long term) {
        transport.deliver(new NodeFrames(nodeId).welcome(lastNonce(), leaderId, term));
        turn();
    }

    void reply(int nodeId, int leaderId, Reply... replies) {
        transport.deliver(new NodeFrames(nodeId).replies(leaderId, replies));
        turn();
    }

    void turn() {
        loop.turn();
    }

    /** Time passes, a millisecond a turn. */
    void pass(int ms) {
        for (int i = 0; i < ms; i++) {
            nowNs += ns(1);
            turn();
        }
    }

    /** Time passes among nodes that answer each hello at once, and know no leader. */
    void passAmongFollowers(int ms) {
        long answered = hellos();
        for (int i = 0; i < ms; i++) {
            pass(1);
            if (hellos() > answered) {
                answered = hellos();
                welcome(transport.address.charAt(1) - '0', 0, 1);
            }
        }
    }

    /** Time passes while the loop stands still. */
    void sleep(int ms) {
        nowNs += ns(ms);
    }

    /** The loop for who polls it; calls of the thread that does may go past the ring from then on. */
    PolledLoop polled() {
        PolledLoop polled = new PolledLoop(loop, () -> nowNs, ns(1000));
        desk.connect(polled, new Completions.Consumer() {});
        polled.poll();
        return polled;
    }

    boolean submit(long id, String payload) {
        return call(CallForms.SUBMIT, id, payload, ns(1000));
    }

    boolean submit(long id, String payload, int patienceMs) {
        return call(CallForms.SUBMIT, id, payload, ns(patienceMs));
    }

    boolean query(long id, String payload) {
        return call(CallForms.QUERY, id, payload, ns(1000));
    }

    private boolean call(int kind, long id, String payload, long patienceNs) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return desk.forms().call(kind, new UnsafeBuffer(bytes), 0, bytes.length, patienceNs, id, outcomes);
    }

    /** Frames of requests that left since the last look. */
    List<List<Request>> frames() {
        List<List<Request>> frames = new ArrayList<>();
        for (; read < transport.sent.size(); read++) {
            byte[] frame = transport.sent.get(read);
            if (NodeFrames.template(frame) == RequestsDecoder.TEMPLATE_ID) {
                frames.add(NodeFrames.requests(frame));
            }
        }
        return frames;
    }

    /** The requests that left since the last look. */
    List<Request> requests() {
        return frames().stream().flatMap(List::stream).toList();
    }

    /** The one request that left since the last look. */
    Request request() {
        List<Request> requests = requests();
        assertThat(requests).hasSize(1);
        return requests.getFirst();
    }

    /** How many hellos were said so far. */
    long hellos() {
        return transport.sent.stream()
                .filter(frame -> NodeFrames.template(frame) == ClientHelloDecoder.TEMPLATE_ID)
                .count();
    }

    long lastNonce() {
        for (int i = transport.sent.size() - 1; i >= 0; i--) {
            if (NodeFrames.template(transport.sent.get(i)) == ClientHelloDecoder.TEMPLATE_ID) {
                return NodeFrames.hello(transport.sent.get(i)).nonce();
            }
        }
        throw new AssertionError("no hello was said");
    }

    static long ns(long ms) {
        return TimeUnit.MILLISECONDS.toNanos(ms);
    }
}
