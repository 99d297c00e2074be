package io.balsa.server.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.balsa.server.Replicated;
import io.balsa.server.kv.Keyspace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Listens for Redis clients. Any thread. */
public final class RedisServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.balsa.server");
    private static final int BACKLOG = 1024;
    private static final long SWEEP_INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long ACCEPT_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final ServerSocketChannel listener;
    private final Node node;
    private volatile boolean closing;

    private RedisServer(ServerSocketChannel listener, Node node) {
        this.listener = listener;
        this.node = node;
    }

    /**
     * Finds out whether {@link #open} could listen, before anything is done that would be in vain.
     *
     * @throws IOException when the address or port cannot be had; the message says which
     */
    public static void checkAddress(ServerConfig config) throws IOException {
        listen(config).close();
    }

    /**
     * Starts to listen.
     *
     * @param keyspace the local replica of the store; called by any thread
     * @throws IOException when the address or port cannot be had; the message says which
     */
    public static RedisServer open(ServerConfig config, Replicated replicated, Supplier<Keyspace> keyspace)
            throws IOException {
        ServerSocketChannel listener = listen(config);
        Clients clients = new Clients(config.maxConnections());
        Node node = new Node(replicated, keyspace, config, clients, new Statistics(), CommandTable.all());
        RedisServer server = new RedisServer(listener, node);
        Thread.ofVirtual().name("redis-accept").start(server::accept);
        Thread.ofVirtual().name("redis-sweep").start(server::sweep);
        return server;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.socket().getLocalSocketAddress();
    }

    /** Stops accepting and reading, waits a bounded time for what is under way to be answered, and closes. Idempotent. */
    @Override
    public void close() {
        closing = true;
        closeQuietly(listener);
        node.clients().all().forEach(Connection::leave);
        long deadlineNs = System.nanoTime() + node.config().closeTimeoutNs();
        while (node.clients().count() > 0 && System.nanoTime() - deadlineNs < 0) {
            LockSupport.parkNanos(ACCEPT_PAUSE_NS / 10);
        }
        node.clients().all().forEach(Connection::close);
    }

    private static ServerSocketChannel listen(ServerConfig config) throws IOException {
        InetSocketAddress address = new InetSocketAddress(config.address(), config.port());
        if (address.isUnresolved()) {
            throw new IOException(
                    "the address " + address.getHostString() + " cannot be resolved; change balsa.server.address");
        }
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            return listener.bind(address, BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw new IOException(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort() + " (" + e.getMessage()
                            + "); if another process uses it, perhaps this node already running, stop that one, or"
                            + " change balsa.server.address or balsa.server.port",
                    e);
        }
    }

    private void accept() {
        for (long id = 1; !closing; id++) {
            try {
                serve(listener.accept(), id);
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // Out of file descriptors, most likely: those that are connected go on.
                LOG.log(System.Logger.Level.WARNING, "cannot accept a client: {0}", e.getMessage());
                LockSupport.parkNanos(ACCEPT_PAUSE_NS);
            }
        }
    }

    private void serve(SocketChannel channel, long id) throws IOException {
        if (!node.clients().reserve()) {
            node.statistics().refusedConnections.incrementAndGet();
            channel.write(ByteBuffer.wrap(("-" + ErrorText.TOO_MANY_CLIENTS + "\r\n").getBytes(US_ASCII)));
            channel.close();
            return;
        }
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            Session session =
                    new Session(id, text((InetSocketAddress) channel.getRemoteAddress()), text((InetSocketAddress)
                            channel.getLocalAddress()));
            Connection connection = new Connection(channel, node, session);
            node.statistics().connections.incrementAndGet();
            node.clients().add(connection);
            connection.start();
        } catch (IOException e) {
            // It was gone before it was served.
            node.clients().release();
            closeQuietly(channel);
        }
    }

    private void sweep() {
        while (!closing) {
            LockSupport.parkNanos(SWEEP_INTERVAL_NS);
            long nowNs = System.nanoTime();
            node.clients().all().forEach(connection -> connection.closeIfStuck(nowNs));
        }
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.DEBUG, "closing", e);
        }
    }
}
