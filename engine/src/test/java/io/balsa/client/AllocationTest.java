package io.balsa.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.balsa.api.OutcomeHandler;
import io.balsa.api.Reason;
import io.balsa.client.NodeFrames.Reply;
import io.balsa.codec.ClientHelloDecoder;
import io.balsa.codec.ReplyStatus;
import io.balsa.config.LoopConfig;
import io.balsa.core.Envelope;
import io.balsa.node.CallDesk;
import io.balsa.node.CallForms;
import io.balsa.spi.ClientTransport;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The callback form allocates nothing, from the caller's bytes to the caller's outcome. */
class AllocationTest {
    private static final int CALLS = 20_000;

    /** A leader that answers every request at once, out of one buffer. */
    private static final class Echo implements ClientTransport {
        private static final int FIRST_CORRELATION = Envelope.LENGTH + 4;
        private static final int REPLY_CORRELATION = Envelope.LENGTH + 4 + 4;

        private final NodeFrames node = new NodeFrames(1);
        private final UnsafeBuffer reply =
                new UnsafeBuffer(node.replies(1, new Reply(0, ReplyStatus.APPLIED, 0, "result")));
        private final UnsafeBuffer welcome = new UnsafeBuffer(0, 0);
        private boolean replies;

        @Override
        public void connect(String address) {}

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public int poll(FrameHandler handler, int limit) {
            if (welcome.capacity() > 0) {
                handler.onFrame(welcome, 0, welcome.capacity());
                welcome.wrap(0, 0);
                return 1;
            }
            if (replies) {
                replies = false;
                handler.onFrame(reply, 0, reply.capacity());
                return 1;
            }
            return 0;
        }

        @Override
        public boolean send(DirectBuffer frame, int offset, int length) {
            int template = frame.getShort(offset + 2, ByteOrder.LITTLE_ENDIAN);
            if (template == ClientHelloDecoder.TEMPLATE_ID) {
                welcome.wrap(node.welcome(frame.getLong(offset + Envelope.LENGTH + 8, ByteOrder.LITTLE_ENDIAN), 1, 1));
            } else {
                long correlation = frame.getLong(offset + FIRST_CORRELATION, ByteOrder.LITTLE_ENDIAN);
                reply.putLong(REPLY_CORRELATION, correlation, ByteOrder.LITTLE_ENDIAN);
                replies = true;
            }
            return true;
        }

        @Override
        public int flush() {
            return 0;
        }

        @Override
        public int maxFrameLength() {
            return 1 << 16;
        }

        @Override
        public void close() {}
    }

    private static final class Count implements OutcomeHandler {
        private int applied;
        private int other;

        @Override
        public void onApplied(long correlationId, long index, DirectBuffer result, int offset, int length) {
            applied++;
        }

        @Override
        public void onNotAppended(long correlationId, Reason reason) {
            other++;
        }

        @Override
        public void onUnknown(long correlationId, Reason reason) {
            other++;
        }
    }

    private final Count count = new Count();
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[256]);
    private final CallDesk desk;
    private final ClientLoop loop;

    AllocationTest() {
        var limits = TurnedClient.limits(1024, 1 << 16, 16);
        var loopConfig = new LoopConfig(LoopConfig.Profile.BALANCED, 0, 0, 1000, 1000, 1000, -1);
        // A keep-alive beyond the test: the frames of this fake node cost memory.
        var times = new ClientSettings.Times(1L << 60, 1L << 60, 1L << 61);
        var settings = new ClientSettings(NodeFrames.CLUSTER, 0, List.of("n1:1"), limits, loopConfig, times);
        desk = new CallDesk(limits, System::nanoTime, 1);
        loop = new ClientLoop(settings, new Echo(), desk, System::nanoTime, 1);
    }

    private void call(int times) {
        for (int i = 0; i < times; i++) {
            if (!desk.forms().call(CallForms.SUBMIT, command, 0, command.capacity(), i, count)) {
                throw new AssertionError("refused");
            }
            loop.turn();
            loop.turn();
        }
    }

    @Test
    void callbackFormAllocatesNothing() {
        for (int i = 0; i < 5; i++) {
            loop.turn();
        }
        call(3 * CALLS);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        call(CALLS);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(count.applied).isEqualTo(4 * CALLS);
        assertThat(count.other).isZero();
        assertThat(allocated).as("bytes for %d calls", CALLS).isLessThan(CALLS / 10);
    }
}
