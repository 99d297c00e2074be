package io.balsa.transport.aeron;

import io.aeron.Aeron;
import io.balsa.spi.TransportException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.agrona.LangUtil;
import org.jspecify.annotations.Nullable;

/**
 * The media driver and the Aeron client that talks to it, built again whenever Aeron closes them: after a long pause of this
 * process, of a dedicated driver's thread, or of the user's driver. What was built on them is gone then; {@link #life()} tells.
 * Loop thread only.
 */
final class Media implements AutoCloseable {
    /** The client hears of new links from the driver, and tells that it is alive: neither is urgent. */
    private static final long CLIENT_EVERY_NS = 1_000_000;

    private static final int ROUNDS_PER_FLUSH = 256;

    private final Supplier<Driver> starter;
    private final ErrorLog log;
    private final Backoff backoff;
    private final long closeTimeoutNs;
    private final List<Outbound> unsent = new ArrayList<>();
    private volatile @Nullable Driver driver;
    private @Nullable Aeron aeron;
    private long clientAtNs;
    private long life;
    private boolean urgent;
    private boolean limited;
    private boolean turned;
    private boolean closed;

    private Media(Supplier<Driver> starter, AeronConfig config, ErrorLog log) {
        this.starter = starter;
        this.log = log;
        this.backoff = new Backoff(config.links());
        this.closeTimeoutNs = config.driver().closeTimeoutNs();
    }

    /** @throws TransportException when there is no driver, or none can be started */
    static Media open(Supplier<Driver> starter, AeronConfig config, ErrorLog log) {
        Media media = new Media(starter, config, log);
        media.build();
        return media;
    }

    private void build() {
        Driver started = null;
        try {
            started = starter.get();
            aeron = Aeron.connect(
                    started.client().errorHandler(log).subscriberErrorHandler(LangUtil::rethrowUnchecked));
            driver = started;
            life++;
        } catch (TransportException e) {
            throw e;
        } catch (RuntimeException e) {
            if (started != null) {
                started.close();
            }
            throw new TransportException("cannot start the Aeron media driver: " + e.getMessage(), e);
        }
    }

    /** The client, or null while there is none. */
    @Nullable
    Aeron aeron() {
        return aeron;
    }

    /** Rises whenever client and driver were built: publications, subscriptions and images of an earlier life are closed. */
    long life() {
        return life;
    }

    long nowNs() {
        return driver == null ? System.nanoTime() : driver.nowNs();
    }

    /** Somebody waits for an answer of the driver's: let the next turn look for it. */
    void hurry() {
        urgent = true;
    }

    /** A publication is full: let the next turn look how far its receiver is. */
    void isLimited() {
        limited = true;
    }

    /** Whether the client had its turn during the last {@link #receive}: the time to look after links. */
    boolean hasTurned() {
        return turned;
    }

    /** Takes datagrams. Mends driver and client when they are gone. */
    int receive() {
        turned = false;
        Driver present = driver;
        Aeron client = aeron;
        if (present == null || client == null || client.isClosed()) {
            rebuild();
            return 0;
        }
        int work = present.receive();
        if (urgent || limited || present.nowNs() - clientAtNs >= CLIENT_EVERY_NS) {
            turnClient(present, client);
        }
        return work;
    }

    private void turnClient(Driver present, Aeron client) {
        if (urgent || limited) {
            urgent = false;
            limited = false;
            present.conduct();
        }
        clientAtNs = present.nowNs();
        turned = true;
        try {
            client.conductorAgentInvoker().invoke();
        } catch (RuntimeException e) {
            log.onError(e);
        }
    }

    private void rebuild() {
        long nowNs = System.nanoTime();
        if (closed || !backoff.isDue(nowNs)) {
            return;
        }
        log.warn("Aeron has closed the link to its media driver; building it again");
        release();
        try {
            build();
            backoff.succeeded();
        } catch (TransportException e) {
            backoff.failed(nowNs);
            log.warn(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Waits for datagrams, unless an answer of the driver's is waited for. What receivers have no room for is a reason not to
     * wait for long: the driver finds more than they say.
     */
    boolean await(long ns) {
        Driver present = driver;
        boolean isBlocked = limited || !unsent.isEmpty();
        return present != null && !urgent && present.await(isBlocked ? 0 : ns);
    }

    /** Any thread. */
    void wake() {
        Driver present = driver;
        if (present != null) {
            present.wake();
        }
    }

    /** Has {@code outbound} sent with the next flush. */
    void hasUnsent(Outbound outbound) {
        unsent.add(outbound);
    }

    /** Sends what was published, as far as the receivers have room; the rest follows with later flushes. */
    int flush() {
        Driver present = driver;
        if (present == null || unsent.isEmpty() && !present.isTransmitDue()) {
            return 0;
        }
        int total = 0;
        int sent;
        int rounds = 0;
        do {
            sent = present.transmit();
            total += sent;
            dropSent();
        } while (sent > 0 && !unsent.isEmpty() && ++rounds < ROUNDS_PER_FLUSH);
        return total;
    }

    private void dropSent() {
        for (int i = unsent.size() - 1; i >= 0; i--) {
            if (!unsent.get(i).isStillUnsent()) {
                int last = unsent.size() - 1;
                unsent.set(i, unsent.get(last));
                unsent.remove(last);
            }
        }
    }

    long takePauseNs() {
        return driver == null ? 0 : driver.takePauseNs();
    }

    /** Ends client and driver as they are; nobody else hears of it. */
    void release() {
        unsent.forEach(Outbound::dequeued);
        unsent.clear();
        closeQuietly(aeron);
        closeQuietly(driver);
        aeron = null;
        driver = null;
    }

    private void closeQuietly(@Nullable AutoCloseable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (Exception e) {
            System.getLogger(Media.class.getName()).log(Level.DEBUG, "while closing", e);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            sendRest();
            closeQuietly(aeron);
            if (driver != null) {
                driver.sayFarewell();
            }
            release();
        }
    }

    private void sendRest() {
        long deadlineNs = System.nanoTime() + closeTimeoutNs;
        while (!unsent.isEmpty() && System.nanoTime() - deadlineNs < 0) {
            urgent = true;
            receive();
            flush();
        }
    }
}
