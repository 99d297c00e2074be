package io.balsa.node;

import io.balsa.api.Command;
import io.balsa.api.ResultWriter;
import io.balsa.api.StateMachine;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Adds numbers up: a command is eight bytes, its result the sum so far, and a query asks for the sum. */
final class Adder implements StateMachine {
    static final long POISON = -666;

    final List<Long> added = new ArrayList<>();
    private long sum;
    private long lastIndex;

    /** The command that adds a number. */
    static byte[] add(long number) {
        byte[] command = new byte[Long.BYTES];
        new UnsafeBuffer(command).putLong(0, number, ByteOrder.LITTLE_ENDIAN);
        return command;
    }

    long sum() {
        return sum;
    }

    @Override
    public void apply(Command command, ResultWriter result) {
        long number = command.buffer().getLong(command.offset(), ByteOrder.LITTLE_ENDIAN);
        if (number == POISON) {
            throw new IllegalArgumentException("poison");
        }
        if (command.index() <= lastIndex) {
            throw new IllegalStateException("index " + command.index() + " after " + lastIndex);
        }
        lastIndex = command.index();
        sum += number;
        added.add(number);
        result.putLong(sum);
    }

    @Override
    public void query(DirectBuffer query, int offset, int length, ResultWriter result) {
        if (length > 0 && query.getByte(offset) == 'x') {
            throw new IllegalArgumentException("cannot answer");
        }
        result.putLong(sum);
    }

    @Override
    public long stateHash() {
        return sum;
    }
}
