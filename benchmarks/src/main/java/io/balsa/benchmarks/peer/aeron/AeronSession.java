package io.balsa.benchmarks.peer.aeron;

import io.aeron.Publication;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.driver.MediaDriver;
import io.aeron.logbuffer.Header;
import io.balsa.benchmarks.peer.Replies;
import io.balsa.benchmarks.peer.Session;
import java.nio.ByteOrder;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

/** A client of Aeron Cluster, with a driver of its own when it is remote; over the leader's driver and IPC when not. */
final class AeronSession implements Session, EgressListener {
    private static final long KEEP_ALIVE_NS = 1_000_000_000;

    private final @Nullable MediaDriver driver;
    private final AeronCluster client;
    private final Replies replies;
    private final IdleStrategy idle;
    private long keptAliveNs = System.nanoTime();

    private AeronSession(
            @Nullable MediaDriver driver, AeronCluster.Context context, IdleStrategy idle, Replies replies) {
        this.driver = driver;
        this.replies = replies;
        this.idle = idle;
        this.client = AeronCluster.connect(context.egressListener(this));
    }

    static AeronSession remote(AeronMode mode, AeronPorts ports, Replies replies) {
        MediaDriver driver =
                MediaDriver.launch(AeronNode.driver(mode, ports.clientDriverDirectory(), Throwable::printStackTrace));
        try {
            AeronCluster.Context context = new AeronCluster.Context()
                    .aeronDirectoryName(driver.aeronDirectoryName())
                    .ingressChannel("aeron:udp?mtu=" + mode.mtu())
                    .ingressEndpoints(ports.ingressEndpoints())
                    .egressChannel(ports.anyPortOfClient());
            return new AeronSession(driver, context, mode.idle().get(), replies);
        } catch (RuntimeException e) {
            driver.close();
            throw e;
        }
    }

    static AeronSession embedded(AeronMode mode, String driverDirectory, Replies replies) {
        AeronCluster.Context context = new AeronCluster.Context()
                .aeronDirectoryName(driverDirectory)
                .ingressChannel("aeron:ipc")
                .egressChannel("aeron:ipc");
        return new AeronSession(null, context, mode.idle().get(), replies);
    }

    @Override
    public boolean offer(DirectBuffer command, int length) {
        long result = client.offer(command, 0, length);
        if (result == Publication.CLOSED || result == Publication.MAX_POSITION_EXCEEDED) {
            replies.onFailure("the session ended: " + Publication.errorString(result));
        }
        return result > 0;
    }

    @Override
    public void poll() {
        client.pollEgress();
        long nowNs = System.nanoTime();
        if (nowNs - keptAliveNs > KEEP_ALIVE_NS) {
            keptAliveNs = nowNs;
            client.sendKeepAlive();
        }
    }

    @Override
    public boolean bringsAnswers() {
        return false;
    }

    /** As every thread of that mode does. */
    @Override
    public void rest() {
        idle.idle();
    }

    @Override
    public void onMessage(
            long clusterSessionId, long timestamp, DirectBuffer buffer, int offset, int length, Header header) {
        idle.reset();
        replies.onReply(buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN));
    }

    @Override
    public void close() {
        CloseHelper.closeAll(client, driver);
    }
}
