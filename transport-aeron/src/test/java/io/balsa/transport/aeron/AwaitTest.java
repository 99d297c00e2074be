package io.balsa.transport.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.spi.ClientTransport;
import io.balsa.spi.RecordedFrames;
import io.balsa.spi.Transport;
import io.balsa.transport.aeron.AeronConfig.DriverMode;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ends a wait for datagrams. Whatever did not would be waited for for an hour. */
@Timeout(60)
class AwaitTest {
    private static final long HOUR_NS = TimeUnit.HOURS.toNanos(1);

    private final RecordedFrames heard = new RecordedFrames();
    private final AtomicBoolean isOver = new AtomicBoolean();

    @Test
    void aFrameEndsTheWaitOfTheNodeThatItIsFor() throws Exception {
        int frames = 200;
        try (AeronFixture fixture = new AeronFixture(Configs.fast())) {
            Transport one = fixture.open(1);
            Transport two = fixture.open(2);
            one.connect(fixture.membership());
            two.connect(fixture.membership());
            Turns.until(() -> Turns.turn(one, heard) && Turns.turn(two, heard) && Turns.send(one, 2));
            Thread sender = Thread.ofPlatform().start(() -> {
                int sent = 0;
                while (!isOver.get()) {
                    sent += sent < frames && Turns.send(one, 2) ? 1 : 0;
                    Turns.turn(one, new RecordedFrames());
                }
            });
            while (heard.fromPeers.size() <= frames) {
                two.await(HOUR_NS);
                Turns.turn(two, heard);
            }
            isOver.set(true);
            sender.join();
        }
    }

    @Test
    void anAnswerEndsTheWaitOfAClient() throws Exception {
        try (AeronFixture fixture = new AeronFixture(Configs.fast())) {
            Transport node = fixture.open(1);
            ClientTransport client = fixture.openClient();
            client.connect(fixture.membership().find(1).address());
            RecordedFrames requests = new RecordedFrames();
            Turns.until(() -> Turns.turn(node, requests) && Turns.turn(client, heard) && Turns.send(client));
            Turns.until(
                    () -> Turns.turn(client, heard) && Turns.turn(node, requests) && !requests.fromClients.isEmpty());
            long link = requests.fromClients.getFirst().link();
            Thread answering = Thread.ofPlatform().start(() -> {
                Turns.until(() -> Turns.turn(node, requests) && node.reply(link, new UnsafeBuffer(new byte[8]), 0, 8));
                while (!isOver.get()) {
                    Turns.turn(node, requests);
                }
            });
            while (heard.fromNode.isEmpty()) {
                client.await(HOUR_NS);
                Turns.turn(client, heard);
            }
            isOver.set(true);
            answering.join();
        }
    }

    @Test
    void whoeverWakesEndsTheWaitUnderWayOrTheNext() throws Exception {
        try (AeronFixture fixture = new AeronFixture(Configs.fast())) {
            Transport alone = fixture.open(1);
            alone.wake();
            assertThat(alone.await(HOUR_NS)).isTrue();
            Thread waking = Thread.ofPlatform().start(alone::wake);
            assertThat(alone.await(HOUR_NS)).isTrue();
            waking.join();
        }
    }

    /** From virtual threads, of which a node of the balanced profile is one. */
    @Test
    void aVirtualThreadWaitsAsWell() throws Exception {
        try (AeronFixture fixture = new AeronFixture(Configs.fast())) {
            Transport alone = fixture.open(1);
            Thread waiting = Thread.ofVirtual().start(() -> isOver.set(alone.await(HOUR_NS)));
            alone.wake();
            waiting.join();
            assertThat(isOver).isTrue();
        }
    }

    @Test
    void aWaitEndsWhenItsTimeIsOver() {
        try (AeronFixture fixture = new AeronFixture(Configs.fast())) {
            assertThat(fixture.open(1).await(1)).isTrue();
        }
    }

    @Test
    void whereADriverHasThreadsOfItsOwnNothingCanBeAwaited() {
        try (AeronFixture fixture = new AeronFixture(Configs.with(DriverMode.DEDICATED, ""))) {
            Transport alone = fixture.open(1);
            assertThat(alone.await(HOUR_NS)).isFalse();
            alone.wake();
        }
    }

    @Test
    void whatIsClosedIsNotAwaited() {
        try (AeronFixture fixture = new AeronFixture(Configs.fast())) {
            Transport closed = fixture.open(1);
            closed.close();
            closed.wake();
            assertThat(closed.await(HOUR_NS)).isFalse();
        }
    }

    @Test
    void aSocketThatIsClosedMeanwhileDoesNotTakeAWakeUp() {
        try (Sockets sockets = new Sockets()) {
            sockets.wake();
            sockets.dropClosed();
            sockets.await(HOUR_NS);
        }
    }

    /** A selector keeps the port of a closed socket until it is used the next time. */
    @Test
    void aClosedSocketGivesItsPortBack() throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Sockets sockets = new Sockets();
                DatagramChannel channel = DatagramChannel.open()) {
            channel.bind(any).configureBlocking(false);
            InetSocketAddress bound = (InetSocketAddress) channel.getLocalAddress();
            sockets.add(channel);
            sockets.await(1);
            channel.close();
            sockets.dropClosed();
            try (DatagramSocket again = new DatagramSocket(bound)) {
                assertThat(again.getLocalPort()).isEqualTo(bound.getPort());
            }
        }
    }
}
