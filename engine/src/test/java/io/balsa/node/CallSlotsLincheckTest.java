package io.balsa.node;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Threads take and return slots in every order that matters: none is ever held by two. */
@Tag("lincheck")
public final class CallSlotsLincheckTest {
    private static final int EFFORT = Integer.getInteger("test.effort", 1);
    private static final int THREADS = 2;
    private static final int CALLS = 2 * THREADS;

    private final CallSlots slots = new CallSlots(CALLS, 0);
    private final AtomicIntegerArray holders = new AtomicIntegerArray(CALLS);

    /** All slots are there already, so that few steps are left to be put in order. */
    public CallSlotsLincheckTest() {
        slots.release(Objects.requireNonNull(slots.take()));
    }

    /** Two at a time, and the first goes back first: the stack of free slots has its old top again, and another below it. */
    @Operation
    public int holdersOfSlotsThatITook() {
        Call first = Objects.requireNonNull(slots.take());
        int holding = holders.incrementAndGet(first.id);
        Call second = Objects.requireNonNull(slots.take());
        holding = Math.max(holding, holders.incrementAndGet(second.id));
        giveBack(first);
        giveBack(second);
        return holding;
    }

    private void giveBack(Call call) {
        holders.decrementAndGet(call.id);
        slots.release(call);
    }

    @Test
    void noSlotIsHeldByTwo() {
        new ModelCheckingOptions()
                .threads(THREADS)
                .actorsPerThread(1)
                .actorsBefore(0)
                .actorsAfter(0)
                .iterations(1)
                .invocationsPerIteration(1_000 * EFFORT)
                .check(CallSlotsLincheckTest.class);
    }
}
