package io.balsa.benchmarks.floor;

import io.aeron.Aeron;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.FragmentHandler;
import io.balsa.benchmarks.Directories;
import io.balsa.benchmarks.Ports;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.NoOpLock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Two ends with nothing of Balsa's in them: each with a media driver and a client that Aeron's own invokers turn, all in one
 * thread. {@link AeronPair} is the same with what Balsa makes of a driver.
 */
final class PlainAeronPair extends Pair {
    private static final int STREAM = 1;
    private static final int FRAGMENTS = 10;

    private final UnsafeBuffer message;
    private final End near;
    private final End far;

    private PlainAeronPair(int payload, Path directory) throws IOException {
        super(directory);
        this.message = new UnsafeBuffer(ByteBuffer.allocateDirect(payload));
        List<Integer> ports = Ports.free(2);
        near = End.open(directory.resolve("near"), ports.get(0), ports.get(1));
        try {
            far = End.open(directory.resolve("far"), ports.get(1), ports.get(0));
        } catch (RuntimeException e) {
            near.close();
            throw e;
        }
    }

    /** Opens both and waits until they hear each other. {@code payload}: bytes each way; {@code files}: where there is no memory for them. */
    static PlainAeronPair open(int payload, Path files) throws IOException {
        return open(Directories.forDrivers(files), directory -> new PlainAeronPair(payload, directory));
    }

    @Override
    boolean areLinked() {
        return near.publication.isConnected() && far.publication.isConnected();
    }

    @Override
    void turn() {
        near.turn();
        far.turn();
    }

    /** A message there, and one back. */
    void roundTrip() {
        pass(near, far);
        pass(far, near);
    }

    private void pass(End from, End to) {
        long before = to.received;
        while (from.publication.offer(message) < 0) {
            from.turn();
            to.turn();
        }
        while (to.received == before) {
            from.driverTurn.invoke();
            to.turn();
        }
    }

    @Override
    void closeEnds() {
        CloseHelper.closeAll(near, far);
    }

    /** One of the two. */
    private static final class End implements AutoCloseable {
        private final MediaDriver driver;
        private final Aeron aeron;
        private final AgentInvoker driverTurn;
        private final AgentInvoker clientTurn;
        private final Subscription subscription;
        private final Publication publication;
        private long received;
        private final FragmentHandler count = (buffer, offset, length, header) -> received++;

        private End(MediaDriver driver, Aeron aeron, int port, int peerPort) {
            this.driver = driver;
            this.aeron = aeron;
            this.driverTurn = driver.sharedAgentInvoker();
            this.clientTurn = aeron.conductorAgentInvoker();
            this.subscription = aeron.addSubscription(channel(port), STREAM);
            this.publication = aeron.addExclusivePublication(channel(peerPort), STREAM);
        }

        static End open(Path directory, int port, int peerPort) {
            MediaDriver driver = MediaDriver.launch(new MediaDriver.Context()
                    .aeronDirectoryName(directory.toString())
                    .threadingMode(ThreadingMode.INVOKER)
                    .dirDeleteOnStart(true));
            Aeron aeron = null;
            try {
                aeron = Aeron.connect(new Aeron.Context()
                        .aeronDirectoryName(directory.toString())
                        .useConductorAgentInvoker(true)
                        .clientLock(NoOpLock.INSTANCE)
                        .driverAgentInvoker(driver.sharedAgentInvoker()));
                return new End(driver, aeron, port, peerPort);
            } catch (RuntimeException e) {
                CloseHelper.closeAll(aeron, driver);
                throw e;
            }
        }

        private static String channel(int port) {
            return "aeron:udp?endpoint=127.0.0.1:" + port;
        }

        void turn() {
            driverTurn.invoke();
            clientTurn.invoke();
            subscription.poll(count, FRAGMENTS);
        }

        @Override
        public void close() {
            CloseHelper.closeAll(aeron, driver);
        }
    }
}
