package io.balsa.server.redis;

import io.balsa.api.Command;
import io.balsa.api.Member;
import io.balsa.api.Membership;
import io.balsa.api.NodeStatus;
import io.balsa.api.OutcomeHandler;
import io.balsa.api.Reason;
import io.balsa.api.ResultWriter;
import io.balsa.api.RoleName;
import io.balsa.server.Replicated;
import io.balsa.server.kv.KeyValueStore;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Function;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A node of a cluster of one without journal or network: a queue and a loop. Queries are answered ahead of commands that wait,
 * as linearizability allows, so that a server that relies on luck for its order fails here.
 */
final class OneNode implements Replicated, AutoCloseable {
    private static final int QUEUE_LENGTH = 4096;

    final KeyValueStore store = new KeyValueStore(1 << 20, 1 << 14);
    private final ArrayBlockingQueue<Submitted> commands = new ArrayBlockingQueue<>(QUEUE_LENGTH);
    private final ArrayBlockingQueue<Submitted> queries = new ArrayBlockingQueue<>(QUEUE_LENGTH);
    private final Thread loop = Thread.ofPlatform().daemon().name("one-node").unstarted(this::run);
    private final Result result = new Result();
    private long index;

    /** What happens to a command instead of being applied; null for nothing. */
    volatile Function<byte[], @Nullable Fate> fate = request -> null;

    volatile boolean paused;
    volatile boolean full;
    private volatile boolean closed;

    /** An outcome other than applied. */
    record Fate(boolean unknown, Reason reason) {}

    private record Submitted(byte[] request, long correlationId, OutcomeHandler handler) {}

    OneNode() {
        loop.start();
    }

    @Override
    public boolean submit(DirectBuffer request, int offset, int length, long correlationId, OutcomeHandler handler) {
        return !full && commands.offer(copy(request, offset, length, correlationId, handler));
    }

    @Override
    public boolean query(DirectBuffer request, int offset, int length, long correlationId, OutcomeHandler handler) {
        return !full && queries.offer(copy(request, offset, length, correlationId, handler));
    }

    @Override
    public NodeStatus status() {
        Membership membership = Membership.of(List.of(new Member(1, "localhost:1", 1)));
        return new NodeStatus(
                1, RoleName.LEADER, 1, 1, 1, 1, index, index, index, index, "memory", membership, List.of());
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        loop.join();
    }

    private static Submitted copy(
            DirectBuffer request, int offset, int length, long correlationId, OutcomeHandler handler) {
        byte[] bytes = new byte[length];
        request.getBytes(offset, bytes);
        return new Submitted(bytes, correlationId, handler);
    }

    private void run() {
        while (!closed) {
            Submitted query = paused ? null : queries.poll();
            Submitted command = paused || query != null ? null : commands.poll();
            if (query != null) {
                result.length = 0;
                store.query(new UnsafeBuffer(query.request), 0, query.request.length, result);
                query.handler.onApplied(query.correlationId, index, result.buffer, 0, result.length);
            } else if (command != null) {
                apply(command);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private void apply(Submitted command) {
        Fate instead = fate.apply(command.request);
        if (instead == null) {
            result.length = 0;
            store.apply(new Entry(++index, new UnsafeBuffer(command.request)), result);
            command.handler.onApplied(command.correlationId, index, result.buffer, 0, result.length);
        } else if (instead.unknown) {
            command.handler.onUnknown(command.correlationId, instead.reason);
        } else {
            command.handler.onNotAppended(command.correlationId, instead.reason);
        }
    }

    private record Entry(long index, DirectBuffer buffer) implements Command {
        @Override
        public long term() {
            return 1;
        }

        @Override
        public long clusterTimeMs() {
            return 0;
        }

        @Override
        public long session() {
            return 0;
        }

        @Override
        public long sequence() {
            return 0;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public int length() {
            return buffer.capacity();
        }
    }

    private static final class Result implements ResultWriter {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        int length;

        @Override
        public ResultWriter putLong(long value) {
            buffer.putLong(length, value, ByteOrder.LITTLE_ENDIAN);
            length += Long.BYTES;
            return this;
        }

        @Override
        public ResultWriter putByte(byte value) {
            buffer.putByte(length++, value);
            return this;
        }

        @Override
        public ResultWriter putBytes(DirectBuffer source, int offset, int count) {
            buffer.putBytes(length, source, offset, count);
            length += count;
            return this;
        }

        @Override
        public ResultWriter putBytes(byte[] source, int offset, int count) {
            buffer.putBytes(length, source, offset, count);
            length += count;
            return this;
        }

        @Override
        public int length() {
            return length;
        }
    }
}
