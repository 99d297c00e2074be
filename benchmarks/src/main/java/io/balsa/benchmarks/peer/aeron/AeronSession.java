package io.balsa.benchmarks.peer.aeron;

import io.aeron.Aeron;
import io.aeron.Publication;
import io.aeron.RethrowingErrorHandler;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.driver.MediaDriver;
import io.aeron.exceptions.AeronException;
import io.aeron.logbuffer.Header;
import io.balsa.benchmarks.peer.Replies;
import io.balsa.benchmarks.peer.Session;
import java.nio.ByteOrder;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NoOpLock;
import org.jspecify.annotations.Nullable;

/** A client of Aeron Cluster, with a driver of its own when it is remote; over the leader's driver and IPC when not. */
final class AeronSession implements Session, EgressListener {
    private static final long KEEP_ALIVE_NS = 1_000_000_000;

    private final AeronCluster.Context context;
    private AeronCluster client;
    private final @Nullable Aeron turned;
    private final @Nullable MediaDriver driver;
    private final Replies replies;
    private final IdleStrategy idle;
    private long keptAliveNs = System.nanoTime();

    /** {@code turned}: the client's, where its caller turns it. */
    private AeronSession(
            AeronMode mode,
            @Nullable MediaDriver driver,
            @Nullable Aeron turned,
            AeronCluster.Context context,
            Replies replies) {
        this.driver = driver;
        this.turned = turned;
        this.replies = replies;
        this.idle = mode.idle().get();
        this.context = context.egressListener(this);
        this.client = AeronCluster.connect(context.clone());
    }

    static AeronSession remote(AeronMode mode, AeronPorts ports, Replies replies) {
        ErrorHandler errors = Throwable::printStackTrace;
        MediaDriver driver = MediaDriver.launch(
                AeronNode.driver(mode, ports.clientDriverDirectory(), errors).threadingMode(mode.clientDriver()));
        AeronCluster.Context context = new AeronCluster.Context()
                .aeronDirectoryName(driver.aeronDirectoryName())
                .ingressChannel("aeron:udp?mtu=" + mode.mtu())
                .ingressEndpoints(ports.ingressEndpoints())
                .egressChannel(ports.anyPortOfClient());
        return open(mode, driver, context, replies);
    }

    static AeronSession embedded(AeronMode mode, String driverDirectory, Replies replies) {
        AeronCluster.Context context = new AeronCluster.Context()
                .aeronDirectoryName(driverDirectory)
                .ingressChannel("aeron:ipc")
                .egressChannel("aeron:ipc");
        return open(mode, null, context, replies);
    }

    private static AeronSession open(
            AeronMode mode, @Nullable MediaDriver driver, AeronCluster.Context context, Replies replies) {
        Aeron turned = null;
        try {
            if (mode.isClientTurned()) {
                AgentInvoker driverTurn = driver == null ? null : driver.sharedAgentInvoker();
                turned = turned(context.aeronDirectoryName(), driverTurn);
                // The driver too is turned while the session is opened.
                context.aeron(turned).ownsAeronClient(false).agentInvoker(driverTurn);
            }
            return new AeronSession(mode, driver, turned, context, replies);
        } catch (RuntimeException e) {
            CloseHelper.closeAll(turned, driver);
            throw e;
        }
    }

    private static Aeron turned(String driverDirectory, @Nullable AgentInvoker driverTurn) {
        return Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(driverDirectory)
                .useConductorAgentInvoker(true)
                .clientLock(NoOpLock.INSTANCE)
                .driverAgentInvoker(driverTurn)
                .errorHandler(RethrowingErrorHandler.INSTANCE)
                .subscriberErrorHandler(RethrowingErrorHandler.INSTANCE));
    }

    @Override
    public boolean offer(DirectBuffer command, int length) {
        long result = client.offer(command, 0, length);
        if (result == Publication.MAX_POSITION_EXCEEDED) {
            replies.onFailure("the session ended: " + Publication.errorString(result));
        }
        return result > 0;
    }

    @Override
    public void poll() {
        turnDriver();
        if (turned != null) {
            turned.conductorAgentInvoker().invoke();
        }
        if (client.isClosed()) {
            openAnother();
            return;
        }
        client.pollEgress();
        long nowNs = System.nanoTime();
        if (nowNs - keptAliveNs > KEEP_ALIVE_NS) {
            keptAliveNs = nowNs;
            client.sendKeepAlive();
        }
    }

    /** Sessions end where nobody led for long, or their leader was cut off; who is in need of another opens one. */
    private void openAnother() {
        replies.onFailure("the session ended");
        CloseHelper.quietClose(client);
        try {
            client = AeronCluster.connect(context.clone());
        } catch (AeronException e) {
            replies.onFailure("no session could be opened: " + e.getMessage());
        }
    }

    private void turnDriver() {
        if (turned != null && driver != null) {
            driver.sharedAgentInvoker().invoke();
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
        // The last turn sends what ends the session. The conductor's would complain where the last but one was long
        // ago.
        CloseHelper.closeAll(client, this::turnDriver, turned, driver);
    }
}
