package io.balsa.server.redis;

import io.balsa.server.resp.Arguments;
import io.balsa.server.resp.ProtocolException;
import io.balsa.server.resp.ReplyWriter;
import io.balsa.server.resp.RequestLimits;
import io.balsa.server.resp.RequestParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One client: a reader that parses and carries out, and a {@link ReplySender}, each on a virtual thread. */
final class Connection {
    private static final System.Logger LOG = System.getLogger("io.balsa.server");
    private static final byte[] NOTHING = {};

    private final SocketChannel channel;
    private final Node node;
    private final Session session;
    private final RequestParser parser;
    private final ReplyQueue queue;
    private final ReplySender sender;
    private final Call call;
    private ByteBuffer input = ByteBuffer.allocate(0);

    Connection(SocketChannel channel, Node node, Session session) {
        this.channel = channel;
        this.node = node;
        this.session = session;
        ServerConfig config = node.config();
        parser = new RequestParser(
                new RequestLimits(config.maxArguments(), config.maxValueLength(), config.maxRequestLength()));
        queue = new ReplyQueue(config.maxPipeline(), config.outputBufferBytes());
        sender = new ReplySender(channel, queue);
        call = new Call(node, session, parser.arguments(), queue);
    }

    /** Starts both threads. */
    void start() {
        Thread.ofVirtual().name("redis-" + session.id + "-reader").start(this::read);
        Thread.ofVirtual().name("redis-" + session.id + "-sender").start(this::send);
    }

    Session session() {
        return session;
    }

    /** Reads no more; what is under way is still answered. Any thread. */
    void leave() {
        try {
            channel.shutdownInput();
        } catch (IOException e) {
            close();
        }
    }

    /** Ends it at once. Any thread. */
    void close() {
        queue.abandon();
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "closing " + session.remoteAddress, e);
        }
    }

    /** Closes it when it takes too little, or has been silent for too long. Called now and then. */
    void closeIfStuck(long nowNs) {
        ServerConfig config = node.config();
        if (queue.isOverflown() || sender.stuckForNs(nowNs) > config.writeTimeoutNs()) {
            closeForOutput();
        } else if (config.idleTimeoutNs() > 0
                && session.idleNs(nowNs) > config.idleTimeoutNs()
                && queue.underWay() == 0) {
            close();
        }
    }

    private synchronized void closeForOutput() {
        if (queue.isAbandoned()) {
            return;
        }
        node.statistics().closedForOutput.incrementAndGet();
        LOG.log(
                System.Logger.Level.WARNING,
                "closing client {0}: it does not read its answers, and {1} bytes of them wait",
                session.remoteAddress,
                queue.heldBytes());
        close();
    }

    private void read() {
        try {
            while (receive()) {
                if (!carryOut()) {
                    return;
                }
            }
            queue.addLocal(NOTHING, true);
        } catch (ProtocolException e) {
            node.statistics().protocolErrors.incrementAndGet();
            byte[] error = new ReplyWriter().error("ERR " + e.getMessage()).toByteArray();
            queue.addLocal(error, true);
        } catch (IOException e) {
            close();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "closing client " + session.remoteAddress, e);
            close();
        }
    }

    private boolean receive() throws IOException {
        parser.makeRoom();
        if (input.array() != parser.bytes()) {
            input = ByteBuffer.wrap(parser.bytes());
        }
        input.limit(input.capacity()).position(parser.end());
        int length = channel.read(input);
        if (length > 0) {
            session.lastReadNs = System.nanoTime();
            node.statistics().bytesReceived.add(length);
            parser.received(length);
        }
        return length >= 0;
    }

    /** @return whether the connection goes on */
    private boolean carryOut() throws ProtocolException {
        while (parser.next()) {
            node.statistics().commands.increment();
            Arguments arguments = parser.arguments();
            CommandSpec spec = node.commands().find(arguments);
            if (spec == null) {
                Unsupported.refuse(call);
            } else {
                session.lastCommand = spec.name();
                carryOut(spec, arguments);
            }
            if (!call.finish()) {
                return false;
            }
            if (queue.isOverflown()) {
                closeForOutput();
                return false;
            }
        }
        return true;
    }

    private void carryOut(CommandSpec spec, Arguments arguments) {
        if (spec.takes(arguments.count())) {
            spec.action().carryOut(call);
        } else {
            call.error(ErrorText.arity(spec.name()));
        }
    }

    private void send() {
        try {
            sender.run();
            if (queue.isOverflown()) {
                closeForOutput();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "client " + session.remoteAddress + " went away", e);
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "closing client " + session.remoteAddress, e);
        } finally {
            close();
            node.clients().remove(this);
        }
    }
}
