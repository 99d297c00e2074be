package io.balsa.simulator.machine;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A frame under way, as an event: its arrival. Taken from a pool by the network and returned at the end of the step that saw
 * it last, so whoever wants to keep something of it copies that.
 */
public final class Message extends Event {
    private static final int LEAST_LENGTH = 256;

    private final SimNetwork network;
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[LEAST_LENGTH]);
    private int length;
    private int from;
    private int to;
    private long clientLink;
    private boolean isLost;
    private boolean isHeld;
    private boolean isDelivered;
    private boolean isFree;

    // Never used twice.
    private long id;

    Message(SimNetwork network) {
        this.network = network;
    }

    /** Becomes a message; its frame is put next. */
    Message address(long newId, int sender, int receiver, long link) {
        id = newId;
        from = sender;
        to = receiver;
        clientLink = link;
        length = 0;
        isLost = false;
        isHeld = false;
        isDelivered = false;
        isFree = false;
        return this;
    }

    void put(DirectBuffer source, int offset, int bytes) {
        if (length + bytes > frame.capacity()) {
            byte[] larger = new byte[BitUtil.findNextPositivePowerOfTwo(length + bytes)];
            frame.getBytes(0, larger, 0, length);
            frame.wrap(larger);
        }
        frame.putBytes(length, source, offset, bytes);
        length += bytes;
    }

    /** Unlike any other of this run. */
    public long id() {
        return id;
    }

    /** Node that sent it; 0 for a client. */
    public int from() {
        return from;
    }

    /** Node that it is for; 0 for a client. */
    public int to() {
        return to;
    }

    /** Number of the client's link, when it comes from a client or goes to one; else 0. */
    public long clientLink() {
        return clientLink;
    }

    /** Its bytes, from 0 to {@link #length}. */
    public UnsafeBuffer frame() {
        return frame;
    }

    public int length() {
        return length;
    }

    /** Whether it will never arrive. */
    public boolean isLost() {
        return isLost;
    }

    /** Whether it waits until somebody lets it go. */
    public boolean isHeld() {
        return isHeld;
    }

    void lose() {
        isLost = true;
    }

    void hold(boolean held) {
        isHeld = held;
    }

    /** Somebody carries it himself. */
    void deliver() {
        isDelivered = true;
    }

    boolean isDelivered() {
        return isDelivered;
    }

    /** Returns false when it was returned already. */
    boolean free() {
        boolean first = !isFree;
        isFree = true;
        return first;
    }

    @Override
    public void happen() {
        network.arrive(this);
    }

    @Override
    public String name() {
        return "arrival";
    }
}
