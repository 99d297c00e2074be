package io.balsa.transport.aeron;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.media.SendChannelEndpoint;
import io.aeron.driver.media.UdpChannel;
import org.agrona.concurrent.status.AtomicCounter;

/** A sending socket of the embedded driver, on which receivers say how far they are. */
final class AwaitedSendEndpoint extends SendChannelEndpoint {
    private final Sockets sockets;

    AwaitedSendEndpoint(
            UdpChannel udpChannel, AtomicCounter statusIndicator, MediaDriver.Context context, Sockets sockets) {
        super(udpChannel, statusIndicator, context);
        this.sockets = sockets;
    }

    @Override
    public void openDatagramChannel(AtomicCounter status) {
        super.openDatagramChannel(status);
        sockets.add(sendDatagramChannel);
    }

    @Override
    public void close() {
        super.close();
        sockets.dropClosed();
    }
}
