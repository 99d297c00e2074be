package io.balsa.transport.aeron;

import io.aeron.driver.DataPacketDispatcher;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.media.ReceiveChannelEndpoint;
import io.aeron.driver.media.UdpChannel;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.agrona.concurrent.status.AtomicCounter;
import org.jspecify.annotations.Nullable;

/** A listening socket of the embedded driver that receives without allocating, where {@link DirectReceive} can. */
final class LeanReceiveEndpoint extends ReceiveChannelEndpoint {
    private final Sockets sockets;
    private @Nullable DatagramChannel channel;
    private @Nullable DirectReceive direct;

    LeanReceiveEndpoint(
            UdpChannel udpChannel,
            DataPacketDispatcher dispatcher,
            AtomicCounter statusIndicator,
            MediaDriver.Context context,
            Sockets sockets) {
        super(udpChannel, dispatcher, statusIndicator, context);
        this.sockets = sockets;
    }

    @Override
    public void openDatagramChannel(AtomicCounter status) {
        super.openDatagramChannel(status);
        sockets.add(receiveDatagramChannel);
    }

    @Override
    public void close() {
        super.close();
        sockets.dropClosed();
    }

    @Override
    public @Nullable InetSocketAddress receive(ByteBuffer buffer) {
        DatagramChannel present = receiveDatagramChannel;
        if (present != channel) {
            channel = present;
            direct = present == null ? null : DirectReceive.of(present);
        }
        return direct == null || !present.isOpen() ? super.receive(buffer) : direct.receive(buffer);
    }
}
