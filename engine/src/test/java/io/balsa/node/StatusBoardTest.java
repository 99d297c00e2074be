package io.balsa.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Membership;
import io.balsa.api.NodeStatus;
import io.balsa.api.RoleName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StatusBoardTest {
    private long term = 1;
    private Runnable meanwhile = () -> {};
    // Its time stands still: nobody runs out of patience.
    private final StatusBoard board = new StatusBoard(this::status, () -> 0);

    @Test
    void whoAsksWhileAStatusIsMadeIsToldOfALaterOne() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<NodeStatus>> told = new ArrayList<>();
            told.add(ask(callers));
            meanwhile = () -> {
                term = 2;
                told.add(ask(callers));
            };
            board.answer();

            meanwhile = () -> {};
            board.answer();

            assertThat(told.getLast().get().term()).isEqualTo(2);
        }
    }

    /** Returns when the loop can see the question. */
    private Future<NodeStatus> ask(ExecutorService callers) {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        Future<NodeStatus> told = callers.submit(() -> board.ask(() -> asked.complete(null)));
        asked.join();
        return told;
    }

    private NodeStatus status() {
        NodeStatus status = statusOf(term);
        meanwhile.run();
        return status;
    }

    static NodeStatus statusOf(long term) {
        return new NodeStatus(
                1, RoleName.FOLLOWER, term, 0, 0, 1, 0, 0, 0, 0, "none", Membership.of(List.of()), List.of());
    }
}
