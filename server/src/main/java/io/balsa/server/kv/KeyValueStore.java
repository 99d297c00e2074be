package io.balsa.server.kv;

import io.balsa.api.Command;
import io.balsa.api.ResultWriter;
import io.balsa.api.StateMachine;
import org.agrona.DirectBuffer;

/**
 * The state machine of the server: binary-safe keys to binary-safe values, driven by the requests of {@link Operation} and
 * answering as {@link Result} says. Deterministic, also in the order of KEYS and the cursors of SCAN. It never throws on
 * account of a request: what it cannot read it refuses, on every replica alike.
 *
 * <p>Belongs to the node's loop, except {@link #keyspace()}.
 */
public final class KeyValueStore implements StateMachine {
    /** Bytes of an answer around a single value. */
    public static final int ANSWER_OVERHEAD = 1;

    private final KeyTable table = new KeyTable();
    private final RequestReader request = new RequestReader();
    private final Answer answer;
    private final Writes writes;
    private final Reads reads;
    private final KeyspaceCell published = new KeyspaceCell();

    /**
     * An empty store.
     *
     * @param maxResultLength bytes of the longest answer it gives; what is longer is answered with
     *     {@link Result#ANSWER_TOO_LARGE}. At most the engine's {@code balsa.limits.max-result-length}
     * @param maxScan most keys that one SCAN looks at, whatever it asks for
     */
    public KeyValueStore(int maxResultLength, int maxScan) {
        answer = new Answer(maxResultLength);
        writes = new Writes(table, request, answer);
        reads = new Reads(table, request, answer, maxScan);
        published.set(0, 0, table.stateHash());
    }

    @Override
    public void apply(Command command, ResultWriter result) {
        request.wrap(command.buffer(), command.offset(), command.length());
        answer.wrap(result);
        byte operation = request.readByte();
        if (operation >= Operation.FIRST_READ) {
            reads.execute(operation);
        } else {
            writes.execute(operation);
        }
        published.set(command.index(), table.size(), table.stateHash());
    }

    @Override
    public void query(DirectBuffer query, int offset, int length, ResultWriter result) {
        request.wrap(query, offset, length);
        answer.wrap(result);
        reads.execute(request.readByte());
    }

    /** Maintained with every write, in time that depends on that write's value alone. */
    @Override
    public long stateHash() {
        return table.stateHash();
    }

    /** The store as of the last command applied. Any thread. */
    public Keyspace keyspace() {
        return published.get();
    }
}
