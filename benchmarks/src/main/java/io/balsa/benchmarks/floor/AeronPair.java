package io.balsa.benchmarks.floor;

import io.balsa.api.Membership;
import io.balsa.benchmarks.Directories;
import io.balsa.benchmarks.Ports;
import io.balsa.benchmarks.cluster.ClusterSettings;
import io.balsa.config.BalsaConfig;
import io.balsa.spi.NodeIdentity;
import io.balsa.spi.Transport;
import io.balsa.spi.TransportHandler;
import io.balsa.transport.aeron.AeronTransport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Two transports as two nodes have them, each with its own embedded media driver, both turned by one thread: what a frame
 * to a peer and its answer cost when nothing is done with them, and nobody waits for a processor.
 */
public final class AeronPair extends Pair implements TransportHandler {
    private static final int NEAR = 1;
    private static final int FAR = 2;
    private static final int FRAMES = 64;

    private final UnsafeBuffer frame;
    private final Transport near;
    private final Transport far;
    private boolean forth;
    private boolean back;
    private int received;

    private AeronPair(ClusterSettings settings, int payload, Path directory) throws IOException {
        super(directory);
        frame = new UnsafeBuffer(ByteBuffer.allocateDirect(payload));
        List<Integer> ports = Ports.free(2);
        near = open(NEAR, settings.of(NEAR, ports, directory));
        far = open(FAR, settings.of(FAR, ports, directory));
    }

    /** Opens both and waits until they hear each other. {@code payload}: bytes each way. */
    public static AeronPair open(ClusterSettings settings, int payload) throws IOException {
        return open(Directories.temporary("aeron"), directory -> new AeronPair(settings, payload, directory));
    }

    private static Transport open(int nodeId, BalsaConfig config) {
        Transport transport =
                AeronTransport.open(new NodeIdentity(config.cluster().name(), 0, nodeId), config);
        Membership members = config.cluster().initialMembers();
        transport.connect(members);
        return transport;
    }

    @Override
    boolean areLinked() {
        forth = forth || near.send(FAR, frame, 0, frame.capacity());
        back = back || far.send(NEAR, frame, 0, frame.capacity());
        return forth && back && received >= 2;
    }

    @Override
    void turn() {
        near.poll(this, FRAMES);
        near.flush();
        far.poll(this, FRAMES);
        far.flush();
    }

    /** A frame there, and one back. */
    public void roundTrip() {
        pass(near, FAR, far);
        pass(far, NEAR, near);
    }

    private void pass(Transport from, int receiver, Transport to) {
        int before = received;
        while (!from.send(receiver, frame, 0, frame.capacity())) {
            turn();
        }
        from.flush();
        while (received == before) {
            to.poll(this, FRAMES);
            to.flush();
            from.flush();
        }
    }

    /** Round trips for so long, in nanoseconds; what comes before is for the compiler. */
    public Histogram measure(long warmupNs, long measureNs) {
        run(new Histogram(3), warmupNs);
        Histogram histogram = new Histogram(3);
        run(histogram, measureNs);
        return histogram;
    }

    private void run(Histogram histogram, long ns) {
        long endNs = System.nanoTime() + ns;
        long nowNs = System.nanoTime();
        while (nowNs - endNs < 0) {
            roundTrip();
            long thenNs = System.nanoTime();
            histogram.recordValue(thenNs - nowNs);
            nowNs = thenNs;
        }
    }

    @Override
    public void onPeerFrame(DirectBuffer buffer, int offset, int length) {
        received++;
    }

    @Override
    public void onClientFrame(long clientLink, DirectBuffer buffer, int offset, int length) {}

    @Override
    public void onClientGone(long clientLink) {}

    @Override
    void closeEnds() {
        CloseHelper.closeAll(near, far);
    }
}
