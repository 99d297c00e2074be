package io.balsa.simulator.nemesis;

import io.balsa.simulator.Operation;
import io.balsa.simulator.Registers;
import io.balsa.simulator.SimClient;
import io.balsa.simulator.history.Oracle;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants, over all its attempts. Another attempt is made only when the one before certainly had no effect: then it
 * is the same write, with the same value. After an unknown outcome there is none, for no session of the engine suppresses
 * duplicates: who wants it still makes another call, with a value of its own.
 */
final class Call {
    /** A value that nothing depends on. */
    static final long ANYTHING = -1;

    private static final String NIL = "nil";

    /** Ways to write and to read. */
    enum Kind {
        WRITE,
        COMPARE_AND_SET,
        /** A query. */
        READ,
        /** A command that changes nothing. */
        READ_BY_LOG;

        boolean isRead() {
            return this == READ || this == READ_BY_LOG;
        }
    }

    /**
     * What is wanted.
     *
     * @param length bytes of the command or query; more when it takes more
     */
    record Wish(Kind kind, int key, int length) {}

    private final SimClient client;
    private final Wish wish;
    private final Oracle.@Nullable Write write;
    private final byte[] payload;
    private final long expected;
    private Oracle.@Nullable Read read;
    private @Nullable Operation operation;
    private int number;

    /** {@code write}: null when it only reads; {@code expected}: of a compare-and-set, else {@link #ANYTHING}. */
    Call(SimClient client, Wish wish, Oracle.@Nullable Write write, long expected) {
        this.client = client;
        this.wish = wish;
        this.write = write;
        this.expected = expected;
        this.payload = payload(write == null ? 0 : write.serial());
    }

    private byte[] payload(long serial) {
        int key = wish.key();
        return switch (wish.kind()) {
            case WRITE -> Registers.write(key, serial, Math.max(wish.length(), lengthWith(serial)));
            case COMPARE_AND_SET ->
                Registers.compareAndSet(key, expected, serial, Math.max(wish.length(), Registers.LONG_LENGTH));
            case READ -> Registers.read(key, wish.length());
            case READ_BY_LOG -> Registers.readByLog(key);
        };
    }

    private static int lengthWith(long serial) {
        return 1 + (Long.SIZE - Long.numberOfLeadingZeros(serial) + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** One attempt. @param asked what the oracle makes of it as a read; null when it writes */
    Operation attempt(Oracle.@Nullable Read asked) {
        read = asked;
        Operation earlier = operation;
        if (earlier != null) {
            operation = client.retry(earlier);
        } else if (wish.kind() == Kind.READ) {
            operation = client.query(payload);
        } else {
            operation = client.propose(payload);
        }
        return operation;
    }

    /** The last attempt. */
    Operation operation() {
        Operation last = operation;
        if (last == null) {
            throw new IllegalStateException("nothing was attempted");
        }
        return last;
    }

    SimClient client() {
        return client;
    }

    Wish wish() {
        return wish;
    }

    int length() {
        return payload.length;
    }

    Oracle.@Nullable Write write() {
        return write;
    }

    Oracle.@Nullable Read read() {
        return read;
    }

    /** Whether it takes effect where that value is. */
    boolean expects(long value) {
        return expected == ANYTHING || expected == value;
    }

    /** Number of the last attempt in the history. */
    int number() {
        return number;
    }

    void number(int inHistory) {
        number = inHistory;
    }

    /** In the words of the model. */
    String inWords() {
        long serial = write == null ? 0 : write.serial();
        return switch (wish.kind()) {
            case WRITE -> "write " + serial;
            case COMPARE_AND_SET -> "cas " + word(expected) + " " + serial;
            case READ, READ_BY_LOG -> "read";
        };
    }

    /** What the model says when the register held that value. */
    String answer(long value) {
        return switch (wish.kind()) {
            case WRITE -> "ok";
            case COMPARE_AND_SET -> Boolean.toString(value == expected);
            case READ, READ_BY_LOG -> word(value);
        };
    }

    private static String word(long value) {
        return value == 0 ? NIL : Long.toString(value);
    }
}
