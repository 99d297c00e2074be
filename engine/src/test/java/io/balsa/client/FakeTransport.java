package io.balsa.client;

import io.balsa.spi.ClientTransport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A link whose other end is the test: frames that were sent are kept, frames to receive are given. */
final class FakeTransport implements ClientTransport {
    final List<String> connects = new ArrayList<>();
    final Set<String> reachable = new HashSet<>();
    final List<byte[]> sent = new ArrayList<>();
    boolean hasRoom = true;
    /** Whether it knows before it is given a frame. */
    boolean knowsRoom;

    int offered;
    int framesTaken = Integer.MAX_VALUE;
    boolean isClosed;
    int maxFrameLength = 1 << 20;
    String address = "";
    private final ArrayDeque<byte[]> toDeliver = new ArrayDeque<>();

    FakeTransport(String... reachable) {
        this.reachable.addAll(List.of(reachable));
    }

    void deliver(byte[] frame) {
        toDeliver.add(frame);
    }

    @Override
    public void connect(String to) {
        connects.add(to);
        address = to;
        toDeliver.clear();
    }

    @Override
    public boolean isConnected() {
        return reachable.contains(address);
    }

    @Override
    public int poll(FrameHandler handler, int limit) {
        int polled = 0;
        while (polled < limit && !toDeliver.isEmpty()) {
            byte[] frame = toDeliver.poll();
            // Anywhere but at 0, so that an offset that is forgotten shows.
            UnsafeBuffer buffer = new UnsafeBuffer(new byte[frame.length + 24]);
            buffer.putBytes(8, frame);
            handler.onFrame(buffer, 8, frame.length);
            polled++;
        }
        return polled;
    }

    @Override
    public boolean hasRoom() {
        return hasRoom || !knowsRoom;
    }

    @Override
    public boolean send(DirectBuffer frame, int offset, int length) {
        offered++;
        if (!hasRoom || !isConnected() || framesTaken-- <= 0) {
            return false;
        }
        byte[] copy = new byte[length];
        frame.getBytes(offset, copy);
        sent.add(copy);
        return true;
    }

    @Override
    public int flush() {
        return 0;
    }

    @Override
    public int maxFrameLength() {
        return maxFrameLength;
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
