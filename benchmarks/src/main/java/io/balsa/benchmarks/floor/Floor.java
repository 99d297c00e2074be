package io.balsa.benchmarks.floor;

import io.balsa.benchmarks.Directories;
import io.balsa.benchmarks.cluster.ClusterSettings;
import io.balsa.benchmarks.journal.BatchAppend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.HdrHistogram.Histogram;

/** Measures the floors, one after the other, some seconds in all. One thread. */
public final class Floor {
    private static final int PAYLOAD = 256;
    private static final int BATCH = 16;
    private static final long STEP_NS = 1_000_000_000;
    private static final long ROUGH_STEP_NS = 10_000_000;
    private static final int DIGITS = 3;
    private static final int BLOCK = 64 * 1024;
    private static final long FRESH_BYTES = 256L << 20;
    private static final double US = 1000.0;
    private static final double SECOND_NS = 1e9;
    private static final double MIB = 1 << 20;

    private final Map<String, Double> p50Us = new LinkedHashMap<>();
    private final Map<String, Double> p99Us = new LinkedHashMap<>();
    private final Map<String, Double> perSec = new LinkedHashMap<>();
    private final Path directory;

    /** Of each measurement, and of the warm-up before it. */
    private final long stepNs;

    private final long freshBytes;

    private Floor(Path directory, long stepNs, long freshBytes) {
        this.directory = directory;
        this.stepNs = stepNs;
        this.freshBytes = freshBytes;
    }

    /** One step of what is measured. */
    private interface Step {
        void run() throws Exception;
    }

    /** Measures everything. */
    public static FloorReport measure() throws Exception {
        return measure(STEP_NS, FRESH_BYTES);
    }

    /** The same in a moment, so that it is worth nothing: for tests. */
    static FloorReport measureRoughly() throws Exception {
        return measure(ROUGH_STEP_NS, BLOCK);
    }

    private static FloorReport measure(long stepNs, long freshBytes) throws Exception {
        Path directory = Directories.temporary("floor");
        try {
            return new Floor(directory, stepNs, freshBytes).run();
        } finally {
            Directories.delete(directory);
        }
    }

    private FloorReport run() throws Exception {
        udp();
        for (int length : new int[] {256, 1408, 8192, 61440}) {
            datagrams(length);
        }
        aeron();
        plainAeron();
        handOffs();
        for (int length : new int[] {256, 4096, 65536}) {
            syncs(length, true);
            syncs(length, false);
        }
        copies();
        freshPages();
        for (String writeMode : new String[] {"mapped", "channel"}) {
            append(writeMode);
        }
        return new FloorReport(p50Us, p99Us, perSec);
    }

    private Histogram times(Step step) throws Exception {
        Histogram histogram = new Histogram(DIGITS);
        loop(step, new Histogram(DIGITS), stepNs);
        loop(step, histogram, stepNs);
        return histogram;
    }

    private static void loop(Step step, Histogram histogram, long ns) throws Exception {
        long beginNs = System.nanoTime();
        long nowNs = beginNs;
        while (nowNs - beginNs < ns) {
            step.run();
            long thenNs = System.nanoTime();
            histogram.recordValue(thenNs - nowNs);
            nowNs = thenNs;
        }
    }

    private void latency(String name, Histogram histogram) {
        p50Us.put(name, histogram.getValueAtPercentile(50) / US);
        p99Us.put(name, histogram.getValueAtPercentile(99) / US);
    }

    private void udp() throws Exception {
        ByteBuffer frame = ByteBuffer.allocateDirect(PAYLOAD);
        try (DatagramChannel near = bound();
                DatagramChannel far = bound()) {
            near.connect(far.getLocalAddress());
            far.connect(near.getLocalAddress());
            latency("UDP round trip, 256 bytes", times(() -> {
                pass(near, far, frame);
                pass(far, near, frame);
            }));
        }
    }

    private void datagrams(int length) throws Exception {
        ByteBuffer frame = ByteBuffer.allocateDirect(length);
        try (DatagramChannel near = bound();
                DatagramChannel far = bound()) {
            near.connect(far.getLocalAddress());
            Histogram histogram = times(() -> pass(near, far, frame));
            perSec.put("datagrams of " + length + " bytes, sent and received", SECOND_NS / histogram.getMean());
        }
    }

    private static DatagramChannel bound() throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).configureBlocking(false);
        return channel;
    }

    private static void pass(DatagramChannel from, DatagramChannel to, ByteBuffer frame) throws IOException {
        from.write(frame.clear());
        frame.clear();
        while (to.receive(frame) == null) {
            Thread.onSpinWait();
        }
    }

    private void aeron() throws IOException {
        ClusterSettings settings = new ClusterSettings("page-cache", "low-latency", "");
        try (AeronPair pair = AeronPair.open(settings, PAYLOAD)) {
            latency(FloorReport.AERON_ROUND_TRIP, pair.measure(stepNs, stepNs));
        }
    }

    private void plainAeron() throws Exception {
        try (PlainAeronPair pair = PlainAeronPair.open(PAYLOAD, directory)) {
            latency(FloorReport.PLAIN_ROUND_TRIP, times(pair::roundTrip));
        }
    }

    private void handOffs() throws Exception {
        latency("hand-off to a platform thread and back", handOff(Thread.ofPlatform()));
        latency("hand-off to a virtual thread and back", handOff(Thread.ofVirtual()));
        FutureTask<Histogram> fromVirtual = new FutureTask<>(() -> handOff(Thread.ofVirtual()));
        Thread.startVirtualThread(fromVirtual);
        latency("hand-off between two virtual threads and back", fromVirtual.get());
    }

    private Histogram handOff(Thread.Builder builder) throws Exception {
        HandOff handOff = new HandOff(Thread.currentThread());
        Thread other = builder.start(handOff);
        try {
            return times(() -> handOff.thereAndBack(other));
        } finally {
            handOff.end(other);
        }
    }

    private void syncs(int length, boolean prepared) throws Exception {
        ByteBuffer block = ByteBuffer.allocateDirect(length);
        Path path = directory.resolve("sync-" + length + prepared);
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            if (prepared) {
                fill(file, freshBytes);
                file.force(true);
            }
            long[] position = {0};
            latency(
                    "write and fdatasync, " + length + " bytes" + (prepared ? ", space prepared" : ", file growing"),
                    times(() -> {
                        file.write(block.clear(), position[0]);
                        file.force(false);
                        position[0] = prepared ? (position[0] + length) % freshBytes : position[0] + length;
                    }));
        }
    }

    private static void fill(FileChannel file, long bytes) throws IOException {
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
        for (long at = 0; at < bytes; at += BLOCK) {
            file.write(block.clear(), at);
        }
    }

    private void append(String writeMode) throws Exception {
        String overrides = "balsa.journal.write-mode = " + writeMode;
        ClusterSettings settings = new ClusterSettings("page-cache", "low-latency", overrides);
        String how = writeMode.equals("mapped") ? "Chronicle's appender" : "channel of the file";
        try (BatchAppend batch = BatchAppend.open(settings, BATCH, PAYLOAD)) {
            latency("journal, " + BATCH + " commands of " + PAYLOAD + " bytes, " + how, times(batch::append));
        }
    }

    private void copies() throws Exception {
        ByteBuffer from = ByteBuffer.allocateDirect(BLOCK);
        ByteBuffer to = ByteBuffer.allocateDirect(BLOCK);
        Histogram histogram = times(() -> to.clear().put(from.clear()));
        perSec.put("MiB copied, 64 KiB at a time", SECOND_NS / histogram.getMean() * BLOCK / MIB);
    }

    private void freshPages() throws Exception {
        Path path = directory.resolve("fresh");
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long beginNs = System.nanoTime();
            fill(file, freshBytes);
            perSec.put(
                    "MiB of a new file written into the page cache",
                    freshBytes / MIB * SECOND_NS / (System.nanoTime() - beginNs));
        }
    }
}
