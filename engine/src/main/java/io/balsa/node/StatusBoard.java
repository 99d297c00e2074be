package io.balsa.node;

import io.balsa.api.NodeStatus;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.NanoClock;

/** Where any thread asks for the status, and the loop answers at the end of its turn. Nothing is made unless asked for. */
final class StatusBoard {
    private static final long PAUSE_NS = 50_000;
    private static final long PATIENCE_NS = 1_000_000_000;

    private record Answer(long number, NodeStatus status) {}

    private final NanoClock clock;
    private volatile long asked;
    private volatile Answer answer;

    StatusBoard(NodeStatus first, NanoClock clock) {
        this.answer = new Answer(0, first);
        this.clock = clock;
    }

    /** Answers if anybody asked since the last answer. Loop thread. */
    void answer(LoopParts parts) {
        if (asked != answer.number) {
            publish(parts.status());
        }
    }

    /** The last status known. Any thread. */
    NodeStatus latest() {
        return answer.status;
    }

    /** Loop thread. */
    void publish(NodeStatus status) {
        answer = new Answer(asked, status);
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
