package io.balsa.benchmarks.floor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A datagram over the loopback interface and back, both ends turned by one thread: two sends and two receives of the kernel. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class UdpRoundTripBenchmark {
    /** Bytes each way. */
    @Param("256")
    private int payload;

    private DatagramChannel near;
    private DatagramChannel far;
    private ByteBuffer buffer;

    @Setup
    public void open() throws IOException {
        near = bound();
        far = bound();
        near.connect(far.getLocalAddress());
        far.connect(near.getLocalAddress());
        buffer = ByteBuffer.allocateDirect(payload);
    }

    private static DatagramChannel bound() throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).configureBlocking(false);
        return channel;
    }

    @Benchmark
    public int roundTrip() throws IOException {
        pass(near, far);
        return pass(far, near);
    }

    private int pass(DatagramChannel from, DatagramChannel to) throws IOException {
        from.write(buffer.clear());
        buffer.clear();
        int received = to.read(buffer);
        while (received == 0) {
            received = to.read(buffer);
        }
        return received;
    }

    @TearDown
    public void close() throws IOException {
        near.close();
        far.close();
    }
}
