package io.balsa.server.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A server over {@link OneNode} on a free port, and raw conversations with it. */
final class Served implements AutoCloseable {
    static final int PATIENCE_MS = 20_000;

    final OneNode node = new OneNode();
    final RedisServer server;

    Served() throws IOException {
        this(config -> config);
    }

    Served(UnaryOperator<ServerConfig> change) throws IOException {
        server = RedisServer.open(change.apply(config()), node, node.store::keyspace);
    }

    static ServerConfig config() {
        return new ServerConfig(
                "127.0.0.1",
                0,
                100,
                1024,
                1000,
                1 << 19,
                1 << 20,
                1 << 14,
                1 << 24,
                TimeUnit.SECONDS.toNanos(10),
                0,
                TimeUnit.MILLISECONDS.toNanos(200),
                TimeUnit.SECONDS.toNanos(5));
    }

    int port() {
        return server.address().getPort();
    }

    Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", port());
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    /** Sends lines (each a request typed by a person) at once and ends the input; everything that comes back. */
    String say(String... lines) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n").getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    /** Exactly so many bytes, or what there is before the end. */
    static String read(InputStream in, int length) throws IOException {
        return new String(in.readNBytes(length), ISO_8859_1);
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
        node.close();
    }
}
