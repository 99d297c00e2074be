package io.balsa.node;

import io.balsa.api.NodeStatus;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.agrona.concurrent.NanoClock;

/** Where any thread asks for the status, and the loop answers at the end of its turn. Nothing is made unless asked for. */
final class StatusBoard {
    private static final long PAUSE_NS = 50_000;
    private static final long PATIENCE_NS = 1_000_000_000;

    private record Answer(long number, NodeStatus status) {}

    private final Supplier<NodeStatus> source;
    private final NanoClock clock;
    private volatile long asked;
    private volatile Answer answer;

    /** @param source makes the status of the moment; called here, and by the loop afterwards */
    StatusBoard(Supplier<NodeStatus> source, NanoClock clock) {
        this.source = source;
        this.clock = clock;
        this.answer = new Answer(0, source.get());
    }

    /** Answers if anybody asked since the last answer. Loop thread. */
    void answer() {
        if (asked != answer.number) {
            publish();
        }
    }

    /** The last status known. Any thread. */
    NodeStatus latest() {
        return answer.status;
    }

    /** Answers whether or not anybody asked. Loop thread. */
    void publish() {
        // In this order: who asks while the status is made is told of a later one.
        long number = asked;
        answer = new Answer(number, source.get());
    }

    /**
     * The status at some time between this call and its return; when the loop does not turn, after a second the last one
     * known. Any thread.
     */
    NodeStatus ask(Ingress.Wakeup wakeup) {
        long wanted = next();
        wakeup.wake();
        long deadlineNs = clock.nanoTime() + PATIENCE_NS;
        while (answer.number < wanted && clock.nanoTime() - deadlineNs < 0) {
            LockSupport.parkNanos(this, PAUSE_NS);
        }
        return answer.status;
    }

    private synchronized long next() {
        return ++asked;
    }
}
