package io.balsa.node;

import io.balsa.api.Outcome;
import io.balsa.api.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The loop hands calls over while others drain them, in every order that matters: each is told, and its slot returned once. */
@Tag("lincheck")
public final class CompletionsLincheckTest {
    private static final int EFFORT = Integer.getInteger("test.effort", 1);
    private static final int CALLS = 4;

    private final CallSlots slots = new CallSlots(CALLS, 0);
    private final Completions completions = new Completions(slots);
    private final List<CompletableFuture<Outcome>> futures = new ArrayList<>();

    /** Something is there for all who drain. */
    public CompletionsLincheckTest() {
        add();
        add();
    }

    @Operation(nonParallelGroup = "loop")
    public void add() {
        Call call = slots.take();
        if (call != null) {
            CompletableFuture<Outcome> future = new CompletableFuture<>();
            futures.add(future);
            call.form = Call.Form.FUTURE;
            call.future = future;
            call.setUnknown(Reason.CLOSED);
            completions.add(call);
        }
    }

    @Operation
    public void drain() {
        completions.drain();
    }

    @Validate
    public void everyCallIsToldAndEverySlotReturned() {
        completions.drain();
        for (CompletableFuture<Outcome> future : futures) {
            if (!future.isDone()) {
                throw new AssertionError("not told");
            }
        }
        Set<Integer> free = new HashSet<>();
        for (int i = 0; i < CALLS; i++) {
            free.add(Objects.requireNonNull(slots.take(), "a slot was not returned").id);
        }
        if (free.size() != CALLS || slots.take() != null) {
            throw new AssertionError("a slot was returned twice");
        }
        free.forEach(id -> slots.release(slots.get(id)));
    }

    @Test
    void everyCallIsToldOnce() {
        new ModelCheckingOptions()
                .threads(2)
                .actorsPerThread(1)
                .actorsBefore(0)
                .actorsAfter(0)
                .iterations(2)
                .invocationsPerIteration(300 * EFFORT)
                .check(CompletionsLincheckTest.class);
    }
}
