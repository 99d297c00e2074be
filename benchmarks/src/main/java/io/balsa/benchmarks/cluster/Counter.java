package io.balsa.benchmarks.cluster;

import io.balsa.api.Command;
import io.balsa.api.ResultWriter;
import io.balsa.api.StateMachine;
import org.agrona.DirectBuffer;

/** The smallest service: counts commands and answers with how many there were. */
final class Counter implements StateMachine {
    private long value;

    @Override
    public void apply(Command command, ResultWriter result) {
        value++;
        result.putLong(value);
    }

    @Override
    public void query(DirectBuffer query, int offset, int length, ResultWriter result) {
        result.putLong(value);
    }

    @Override
    public long stateHash() {
        return value;
    }
}
