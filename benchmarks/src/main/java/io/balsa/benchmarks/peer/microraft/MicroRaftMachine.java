package io.balsa.benchmarks.peer.microraft;

import io.balsa.benchmarks.peer.Tape;
import io.microraft.statemachine.StateMachine;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** The state machine: answers the token. */
final class MicroRaftMachine implements StateMachine {
    private final Tape tape;
    private final UnsafeBuffer command = new UnsafeBuffer(0, 0);

    MicroRaftMachine(Tape tape) {
        this.tape = tape;
    }

    @Override
    public @Nullable Object runOperation(long commitIndex, Object operation) {
        if (operation instanceof byte[] bytes) {
            command.wrap(bytes);
            return tape.apply(command, 0);
        }
        return null; // the first entry of a term
    }

    @Override
    public void takeSnapshot(long commitIndex, Consumer<Object> chunks) {
        chunks.accept(tape.applied());
    }

    @Override
    public void installSnapshot(long commitIndex, List<Object> chunks) {
        throw new IllegalStateException("nobody fell behind a snapshot in a benchmark");
    }

    @Override
    public Object getNewTermOperation() {
        return "new term";
    }
}
