package io.balsa.spi;

import io.balsa.api.Membership;
import org.agrona.DirectBuffer;

/**
 * Carries frames between members and from clients. It neither reads nor checks them: every frame begins with the template
 * {@code messageHeader}, and the engine drops what does not fit. Frames may be lost, duplicated or reordered; what arrives
 * is whole.
 *
 * <p>All methods but {@link #wake} are called by the loop thread, which also drives whatever the transport needs driven. None blocks but
 * {@link #await}.
 */
public interface Transport extends Arrivals, AutoCloseable {
    /** The links that should exist: one to every member but this node. Called at start and when a configuration takes effect. */
    void connect(Membership membership);

    /**
     * Receives.
     *
     * @param limit most frames to deliver
     * @return frames delivered and other work done; 0 when there was nothing to do
     */
    int poll(TransportHandler handler, int limit);

    /**
     * Sends one frame to a member.
     *
     * @return false when the link has no room or is not connected; nothing was sent, and the caller tries again later
     */
    boolean send(int nodeId, DirectBuffer frame, int offset, int length);

    /** As {@link #send(int, DirectBuffer, int, int)}, for a frame in two parts, so that a batch need not be copied. */
    boolean send(
            int nodeId,
            DirectBuffer head,
            int headOffset,
            int headLength,
            DirectBuffer body,
            int bodyOffset,
            int bodyLength);

    /** Sends one frame to a client over the link its frames came from. The result is as for {@code send}. */
    boolean reply(long clientLink, DirectBuffer frame, int offset, int length);

    /** Forgets a client's link. */
    void disconnect(long clientLink);

    /** Pushes out what this turn sent. Called once, at the end of every turn. */
    int flush();

    /** Longest frame that {@code send} and {@code reply} take, in bytes. */
    int maxFrameLength();

    /** Closes every link within a bounded time. Idempotent. */
    @Override
    void close();
}
