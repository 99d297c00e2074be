package io.balsa.transport.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.balsa.spi.ClientTransport;
import io.balsa.spi.Transport;
import io.balsa.spi.TransportHandler;
import java.lang.management.ManagementFactory;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop allocates nothing for a frame. */
@Timeout(60)
class AllocationTest {
    private static final int EXCHANGES = 10_000;
    /** What is not compiled yet allocates. */
    private static final int ROUNDS = 20;
    /** Of four frames. Heartbeats and timers allocate a little now and then; one object a frame would be 64 and more. */
    private static final long BYTES_PER_EXCHANGE = 4;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final UnsafeBuffer head = new UnsafeBuffer(new byte[64]);
    private final UnsafeBuffer body = new UnsafeBuffer(new byte[200_000]);
    private final Counting heardByOne = new Counting();
    private final Counting heardByTwo = new Counting();
    private int answered;
    private final ClientTransport.FrameHandler answers = (frame, offset, length) -> answered++;
    private Transport one;
    private Transport two;
    private ClientTransport client;

    @Test
    void sendingAndReceivingAllocatesNothing() {
        try (AeronFixture fixture = new AeronFixture(Configs.fast())) {
            one = fixture.open(1);
            two = fixture.open(2);
            client = fixture.openClient();
            one.connect(fixture.membership());
            two.connect(fixture.membership());
            client.connect(fixture.membership().find(1).address());
            long allocated = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS && allocated > EXCHANGES * BYTES_PER_EXCHANGE; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                exchange(EXCHANGES);
                allocated = threads.getCurrentThreadAllocatedBytes() - before;
            }
            assertThat(allocated).isLessThanOrEqualTo(EXCHANGES * BYTES_PER_EXCHANGE);
        }
    }

    /** Every frame to the other member and back in two parts, every hundredth a long one, and every frame to the client. */
    private void exchange(int count) {
        for (int i = 0; i < count; i++) {
            int bodyLength = i % 100 == 0 ? body.capacity() : 192;
            while (!one.send(2, head, 0, 64, body, 0, bodyLength)) {
                turn();
            }
            while (!two.send(1, head, 0, 64)) {
                turn();
            }
            while (!client.send(head, 0, 64)) {
                turn();
            }
            while (heardByOne.peers == 0 || heardByTwo.peers == 0 || heardByOne.clients == 0) {
                turn();
            }
            while (!one.reply(heardByOne.link, head, 0, 64)) {
                turn();
            }
            while (answered == 0) {
                turn();
            }
            heardByOne.peers = 0;
            heardByTwo.peers = 0;
            heardByOne.clients = 0;
            answered = 0;
        }
    }

    private void turn() {
        one.poll(heardByOne, 64);
        one.flush();
        two.poll(heardByTwo, 64);
        two.flush();
        client.poll(answers, 64);
        client.flush();
    }

    private static final class Counting implements TransportHandler {
        private int peers;
        private int clients;
        private long link;

        @Override
        public void onPeerFrame(DirectBuffer frame, int offset, int length) {
            peers++;
        }

        @Override
        public void onClientFrame(long clientLink, DirectBuffer frame, int offset, int length) {
            clients++;
            link = clientLink;
        }

        @Override
        public void onClientGone(long clientLink) {}
    }
}
