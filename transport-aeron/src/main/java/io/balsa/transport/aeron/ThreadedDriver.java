package io.balsa.transport.aeron;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.NoOpLock;
import org.jspecify.annotations.Nullable;

/** A media driver with threads of its own: in this process, or in another that the user runs. Needs no turns from the loop. */
final class ThreadedDriver implements Driver {
    /** A few of the driver's timers and a heartbeat. */
    private static final long FAREWELL_NS = 250_000_000;

    private final String directory;
    private final long timeoutMs;
    private final @Nullable MediaDriver own;

    private ThreadedDriver(String directory, long timeoutMs, @Nullable MediaDriver own) {
        this.directory = directory;
        this.timeoutMs = timeoutMs;
        this.own = own;
    }

    static ThreadedDriver inThisProcess(MediaDriver.Context context, long timeoutMs) {
        MediaDriver driver = MediaDriver.launch(context);
        return new ThreadedDriver(driver.aeronDirectoryName(), timeoutMs, driver);
    }

    static ThreadedDriver elsewhere(String directory, long timeoutMs) {
        return new ThreadedDriver(directory, timeoutMs, null);
    }

    @Override
    public Aeron.Context client() {
        return new Aeron.Context()
                .aeronDirectoryName(directory)
                .driverTimeoutMs(timeoutMs)
                .useConductorAgentInvoker(true)
                .clientLock(NoOpLock.INSTANCE);
    }

    @Override
    public long nowNs() {
        return System.nanoTime();
    }

    @Override
    public int receive() {
        return 0;
    }

    @Override
    public void conduct() {
        // Its own thread does.
    }

    @Override
    public int transmit() {
        return 0;
    }

    @Override
    public boolean isTransmitDue() {
        return false;
    }

    @Override
    public boolean await(long ns) {
        return false;
    }

    @Override
    public void wake() {
        // Nothing waits here.
    }

    @Override
    public long takePauseNs() {
        return 0;
    }

    @Override
    public void sayFarewell() {
        if (own != null) {
            // Its threads do; a driver elsewhere goes on living.
            LockSupport.parkNanos(FAREWELL_NS);
        }
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
