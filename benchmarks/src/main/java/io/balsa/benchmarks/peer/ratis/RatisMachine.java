package io.balsa.benchmarks.peer.ratis;

import io.balsa.benchmarks.peer.Tape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;
import org.agrona.concurrent.UnsafeBuffer;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;

/** The state machine: answers the token. */
final class RatisMachine extends BaseStateMachine {
    private final Tape tape;
    private final UnsafeBuffer command = new UnsafeBuffer(0, 0);

    RatisMachine(Tape tape) {
        this.tape = tape;
    }

    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
        ByteString data = transaction.getLogEntry().getStateMachineLogEntry().getLogData();
        command.wrap(data.asReadOnlyByteBuffer());
        long token = tape.apply(command, 0);
        updateLastAppliedTermIndex(
                transaction.getLogEntry().getTerm(), transaction.getLogEntry().getIndex());
        ByteBuffer answer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        answer.putLong(0, token);
        return CompletableFuture.completedFuture(Message.valueOf(UnsafeByteOperations.unsafeWrap(answer)));
    }
}
