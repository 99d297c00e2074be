package io.balsa.transport.aeron;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;

/** All sockets of an embedded driver, to wait for a datagram on any of them. Loop thread, but for {@link #wake}. */
final class Sockets implements AutoCloseable {
    private static final long NS_PER_MS = 1_000_000;
    /** Whoever waited reads them all. */
    private static final Consumer<SelectionKey> ANY = ready -> {};

    private final Selector selector;

    Sockets() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits on that one too from now on; it is non-blocking. */
    void add(DatagramChannel channel) {
        try {
            channel.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives up sockets that were closed: until then their ports are taken. */
    void dropClosed() {
        if (selector.isOpen()) {
            try {
                selector.selectNow(ANY);
                // It may have taken a wake-up that was meant for the next wait.
                selector.wakeup();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Waits for a datagram, for {@link #wake}, or for {@code ns}, rounded up to whole milliseconds. */
    void await(long ns) {
        try {
            selector.select(ANY, Math.max(1, Math.ceilDiv(ns, NS_PER_MS)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the present wait, or the next. Any thread. */
    void wake() {
        selector.wakeup();
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
