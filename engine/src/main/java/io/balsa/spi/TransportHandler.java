package io.balsa.spi;

import org.agrona.DirectBuffer;

/** Receives what a {@link Transport} delivers, on the loop thread, during {@link Transport#poll}. Buffers are valid only during the call. */
public interface TransportHandler {
    /** A frame on the members' stream; who sent it is in the frame, if it is to be believed. */
    void onPeerFrame(DirectBuffer frame, int offset, int length);

    /** A frame from a client. The link is the transport's own number, never reused in its life. */
    void onClientFrame(long clientLink, DirectBuffer frame, int offset, int length);

    /** A client's link is gone; nothing can be sent to it any more, and nothing comes from it. */
    void onClientGone(long clientLink);
}
