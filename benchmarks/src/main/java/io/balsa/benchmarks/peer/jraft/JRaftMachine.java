package io.balsa.benchmarks.peer.jraft;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Iterator;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.core.StateMachineAdapter;
import io.balsa.benchmarks.peer.Tape;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/** The state machine: answers the token. */
final class JRaftMachine extends StateMachineAdapter {
    private final Tape tape;
    private final UnsafeBuffer command = new UnsafeBuffer(0, 0);

    JRaftMachine(Tape tape) {
        this.tape = tape;
    }

    @Override
    public void onApply(Iterator entries) {
        while (entries.hasNext()) {
            command.wrap(entries.getData());
            long token = tape.apply(command, 0);
            Closure done = entries.done();
            if (done != null) {
                ((Answer) done).token = token;
                done.run(Status.OK());
            }
            entries.next();
        }
    }

    /** Hands a command's answer on. */
    static final class Answer implements Closure {
        private final LongConsumer onToken;
        private final java.util.function.Consumer<String> onFailure;
        private long token;

        Answer(LongConsumer onToken, java.util.function.Consumer<String> onFailure) {
            this.onToken = onToken;
            this.onFailure = onFailure;
        }

        @Override
        public void run(Status status) {
            if (status.isOk()) {
                onToken.accept(token);
            } else {
                onFailure.accept(status.toString());
            }
        }
    }
}
