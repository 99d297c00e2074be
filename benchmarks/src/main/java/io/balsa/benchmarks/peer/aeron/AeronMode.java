package io.balsa.benchmarks.peer.aeron;

import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.driver.ThreadingMode;
import io.balsa.benchmarks.Choice;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/** Threads of the driver and the archive, what they do when idle, the longest datagram in bytes, and who turns the client. */
enum AeronMode {
    SHARED_YIELD(ThreadingMode.SHARED, ArchiveThreadingMode.SHARED, AeronMode::yielding, AeronMode.LONG_MTU),
    SHARED_YIELD_INVOKER(
            ThreadingMode.SHARED,
            ArchiveThreadingMode.SHARED,
            AeronMode::yielding,
            AeronMode.LONG_MTU,
            ThreadingMode.INVOKER),
    DEDICATED_YIELD(ThreadingMode.DEDICATED, ArchiveThreadingMode.DEDICATED, AeronMode::yielding, AeronMode.LONG_MTU),
    SHARED_BACKOFF(ThreadingMode.SHARED, ArchiveThreadingMode.SHARED, BackoffIdleStrategy::new, AeronMode.LONG_MTU),
    DEDICATED_BACKOFF(
            ThreadingMode.DEDICATED, ArchiveThreadingMode.DEDICATED, BackoffIdleStrategy::new, AeronMode.LONG_MTU),
    SHARED_YIELD_1408(ThreadingMode.SHARED, ArchiveThreadingMode.SHARED, AeronMode::yielding, AeronMode.SHORT_MTU),
    DEDICATED_YIELD_1408(
            ThreadingMode.DEDICATED, ArchiveThreadingMode.DEDICATED, AeronMode::yielding, AeronMode.SHORT_MTU);

    /** As Balsa's over loopback. */
    private static final int LONG_MTU = 32 * 1024;
    /** Aeron's default. */
    private static final int SHORT_MTU = 1408;
    /** An eighth of 64 KiB. */
    private static final int MOST_OF_SHORT_TERMS = 8192;

    private final ThreadingMode driver;
    private final ArchiveThreadingMode archive;
    private final Supplier<IdleStrategy> idle;
    private final int mtu;
    private final ThreadingMode clientDriver;

    AeronMode(ThreadingMode driver, ArchiveThreadingMode archive, Supplier<IdleStrategy> idle, int mtu) {
        this(driver, archive, idle, mtu, driver);
    }

    AeronMode(
            ThreadingMode driver,
            ArchiveThreadingMode archive,
            Supplier<IdleStrategy> idle,
            int mtu,
            ThreadingMode clientDriver) {
        this.driver = driver;
        this.archive = archive;
        this.idle = idle;
        this.mtu = mtu;
        this.clientDriver = clientDriver;
    }

    private static IdleStrategy yielding() {
        return YieldingIdleStrategy.INSTANCE;
    }

    static AeronMode of(String word) {
        return Choice.of("mode of aeron", word, List.of(values()), AeronMode::word);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Of a node. */
    ThreadingMode driver() {
        return driver;
    }

    /** Of a remote client's own driver. */
    ThreadingMode clientDriver() {
        return clientDriver;
    }

    /** Whether its caller turns the client, and its driver if it has one, so that neither has a thread. */
    boolean isClientTurned() {
        return clientDriver == ThreadingMode.INVOKER;
    }

    ArchiveThreadingMode archive() {
        return archive;
    }

    Supplier<IdleStrategy> idle() {
        return idle;
    }

    /** Of what commands travel in: from the client, and from the leader to the others. */
    int mtu() {
        return mtu;
    }

    /** Of all else, whose terms may be as short as 64 KiB. */
    int usualMtu() {
        return Math.min(mtu, MOST_OF_SHORT_TERMS);
    }
}
