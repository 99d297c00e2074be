package io.balsa.spi;

import org.agrona.DirectBuffer;

/**
 * The client's side of a {@link Transport}: one link to one node at a time. All methods but {@link #wake} are called by
 * one thread, the client's loop, which also drives whatever the transport needs driven. None blocks but {@link #await}.
 */
public interface ClientTransport extends Arrivals, AutoCloseable {
    /** Drops the present link, if any, and begins to make one to {@code host:port}. */
    void connect(String address);

    /** Whether the link is up, so that frames may pass both ways. */
    boolean isConnected();

    /** Receives. @return frames delivered and other work done */
    int poll(FrameHandler handler, int limit);

    /** Whether {@link #send} may find room now: where it cannot, nobody has to make a frame. */
    default boolean hasRoom() {
        return true;
    }

    /** Sends one frame. @return false when there is no room or no link; nothing was sent */
    boolean send(DirectBuffer frame, int offset, int length);

    /** Pushes out what this turn sent. */
    int flush();

    /** Longest frame that {@code send} takes, in bytes. */
    int maxFrameLength();

    /** Closes the link within a bounded time. Idempotent. */
    @Override
    void close();

    /** Receives a frame; the buffer is valid only during the call. */
    @FunctionalInterface
    interface FrameHandler {
        void onFrame(DirectBuffer frame, int offset, int length);
    }
}
