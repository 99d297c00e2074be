package io.balsa.transport.aeron;

import io.aeron.CommonContext;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.balsa.spi.TransportException;
import java.io.File;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/**
 * Starts the media driver of a configuration, as often as it is needed.
 *
 * @param maxSessions most senders on one stream: a stranger must not fill the memory
 */
record DriverStarter(
        AeronConfig config, SocketBuffers buffers, DriverDirectory directory, int maxSessions, ErrorLog log)
        implements Supplier<Driver> {
    /** Longer than any pause. */
    static final long NEVER_NS = TimeUnit.DAYS.toNanos(365);

    /** How often the driver looks after its links, in nanoseconds; Aeron's default of a second is long for a restart. */
    private static final long TIMER_NS = TimeUnit.MILLISECONDS.toNanos(50);
    /** A driver in another process that has not shown itself for so long is not running. */
    private static final long HEARTBEAT_TIMEOUT_MS = 5_000;

    @Override
    public Driver get() {
        long timeoutMs = TimeUnit.NANOSECONDS.toMillis(config.driver().openTimeoutNs());
        return switch (config.driver().mode()) {
            case EMBEDDED -> new TurnedDriver(context(), config, log);
            case DEDICATED -> ThreadedDriver.inThisProcess(context(), timeoutMs);
            case EXTERNAL -> {
                String running = config.driver().directory();
                checkRunning(new File(running));
                yield ThreadedDriver.elsewhere(running, timeoutMs);
            }
        };
    }

    private static void checkRunning(File directory) {
        boolean active;
        try {
            active = CommonContext.isDriverActive(directory, HEARTBEAT_TIMEOUT_MS, line -> {});
        } catch (RuntimeException e) {
            throw new TransportException(
                    "cannot read the media driver's directory " + directory + ": " + e.getMessage(), e);
        }
        if (!active) {
            throw new TransportException("no media driver runs at " + directory
                    + ": start aeronmd with -Daeron.dir=" + directory
                    + ", correct balsa.transport.driver.directory, or set balsa.transport.driver.mode = embedded");
        }
    }

    private MediaDriver.Context context() {
        AeronConfig.LinkConfig links = config.links();
        return new MediaDriver.Context()
                .aeronDirectoryName(directory.create())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .warnIfDirectoryExists(false)
                .errorHandler(log)
                .threadingMode(ThreadingMode.DEDICATED)
                .conductorIdleStrategy(idle())
                .senderIdleStrategy(idle())
                .receiverIdleStrategy(idle())
                // Names of hosts are looked up by us: the thread would have nothing to do.
                .asyncExecutorEnabled(false)
                .timerIntervalNs(TIMER_NS)
                .imageLivenessTimeoutNs(links.livenessTimeoutNs())
                .publicationConnectionTimeoutNs(links.livenessTimeoutNs())
                .streamSessionLimit(maxSessions)
                .termBufferSparseFile(config.driver().sparse())
                .mtuLength(config.udp().longestMtu())
                .initialWindowLength(buffers.receiveWindow())
                .socketRcvbufLength(buffers.receiveBuffer())
                .socketSndbufLength(buffers.sendBuffer());
    }

    private IdleStrategy idle() {
        return switch (config.driver().idle()) {
            case BACKOFF -> new BackoffIdleStrategy();
            case YIELD -> YieldingIdleStrategy.INSTANCE;
            case SPIN -> BusySpinIdleStrategy.INSTANCE;
        };
    }
}
