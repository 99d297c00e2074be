package io.balsa.benchmarks.peer.aeron;

import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.driver.ThreadingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/** Threads of the driver and the archive, and what they do when idle. */
enum AeronMode {
    SHARED_BACKOFF(ThreadingMode.SHARED, ArchiveThreadingMode.SHARED, BackoffIdleStrategy::new),
    SHARED_YIELD(ThreadingMode.SHARED, ArchiveThreadingMode.SHARED, () -> YieldingIdleStrategy.INSTANCE),
    DEDICATED_BACKOFF(ThreadingMode.DEDICATED, ArchiveThreadingMode.DEDICATED, BackoffIdleStrategy::new),
    DEDICATED_YIELD(ThreadingMode.DEDICATED, ArchiveThreadingMode.DEDICATED, () -> YieldingIdleStrategy.INSTANCE);

    private final ThreadingMode driver;
    private final ArchiveThreadingMode archive;
    private final Supplier<IdleStrategy> idle;

    AeronMode(ThreadingMode driver, ArchiveThreadingMode archive, Supplier<IdleStrategy> idle) {
        this.driver = driver;
        this.archive = archive;
        this.idle = idle;
    }

    static AeronMode of(String word) {
        return Arrays.stream(values())
                .filter(mode -> mode.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("aeron has no mode " + word + ", it has "
                        + Arrays.stream(values()).map(AeronMode::word).toList()));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    ThreadingMode driver() {
        return driver;
    }

    ArchiveThreadingMode archive() {
        return archive;
    }

    Supplier<IdleStrategy> idle() {
        return idle;
    }
}
