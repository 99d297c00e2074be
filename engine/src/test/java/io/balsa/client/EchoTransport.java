package io.balsa.client;

import io.balsa.client.NodeFrames.Reply;
import io.balsa.client.NodeFrames.Request;
import io.balsa.codec.ClientHelloDecoder;
import io.balsa.codec.RequestsDecoder;
import io.balsa.spi.ClientTransport;
import io.balsa.testing.Bell;
import java.util.ArrayDeque;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Node 1, which leads, and answers every request with its own payload; {@code never} it does not, and
 * {@code later} when it is told to. */
public final class EchoTransport implements ClientTransport {
    /** Name of the cluster. */
    public static final String CLUSTER = NodeFrames.CLUSTER;

    /** What a client that waits for frames waits on. */
    public final Bell bell = new Bell();

    private final NodeFrames node = new NodeFrames(1);
    private final ArrayDeque<byte[]> toDeliver = new ArrayDeque<>();
    private final ArrayDeque<byte[]> later = new ArrayDeque<>();
    private volatile boolean isLater;
    private volatile boolean isClosed;

    @Override
    public void connect(String address) {}

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public int poll(FrameHandler handler, int limit) {
        if (isLater && !later.isEmpty()) {
            toDeliver.addAll(later);
            later.clear();
        }
        int polled = 0;
        for (; polled < limit && !toDeliver.isEmpty(); polled++) {
            byte[] frame = toDeliver.poll();
            handler.onFrame(new UnsafeBuffer(frame), 0, frame.length);
        }
        return polled;
    }

    @Override
    public boolean send(DirectBuffer buffer, int offset, int length) {
        byte[] frame = new byte[length];
        buffer.getBytes(offset, frame);
        switch (NodeFrames.template(frame)) {
            case ClientHelloDecoder.TEMPLATE_ID ->
                toDeliver.add(node.welcome(NodeFrames.hello(frame).nonce(), 1, 1));
            case RequestsDecoder.TEMPLATE_ID -> answer(frame);
            default -> {}
        }
        return true;
    }

    private void answer(byte[] frame) {
        for (Request request : NodeFrames.requests(frame)) {
            byte[] reply = node.replies(1, Reply.applied(request, request.payload()));
            switch (request.payload()) {
                case "never" -> {}
                case "later" -> later.add(reply);
                default -> toDeliver.add(reply);
            }
        }
    }

    /** Answers what was to be answered later, from now on at once. Any thread. */
    public void answerLater() {
        isLater = true;
        bell.wake();
    }

    @Override
    public boolean await(long ns) {
        return bell.await(ns);
    }

    @Override
    public void wake() {
        bell.wake();
    }

    @Override
    public int flush() {
        return 0;
    }

    @Override
    public int maxFrameLength() {
        return 1 << 24;
    }

    @Override
    public void close() {
        isClosed = true;
    }

    /** Whether the client closed it. */
    public boolean isClosed() {
        return isClosed;
    }
}
