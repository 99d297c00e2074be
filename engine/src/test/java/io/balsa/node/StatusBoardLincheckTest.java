package io.balsa.node;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Callers ask while the loop turns, in every order that matters: nobody who is answered hears of a time before the question. */
@Tag("lincheck")
public final class StatusBoardLincheckTest {
    private static final int EFFORT = Integer.getInteger("test.effort", 1);
    private static final long PATIENCE_NS = 1_000_000_000;

    private final AtomicLong nowNs = new AtomicLong();
    // Moves while the loop looks at it, which is more than anything in a status does.
    private final AtomicLong term = new AtomicLong();
    // Time passes when somebody looks at the clock, so that who is never answered gives up.
    private final StatusBoard board =
            new StatusBoard(() -> StatusBoardTest.statusOf(term.get()), () -> nowNs.addAndGet(PATIENCE_NS / 4));

    @Operation(nonParallelGroup = "loop")
    public void turn() {
        board.answer();
    }

    @Operation
    public boolean hearsOfThePast() {
        long startNs = nowNs.get();
        long before = term.incrementAndGet();
        long told = board.ask(() -> {}).term();
        return told < before && nowNs.get() - startNs < PATIENCE_NS;
    }

    @Test
    void nobodyHearsOfThePast() {
        new ModelCheckingOptions()
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(0)
                .iterations(5)
                .invocationsPerIteration(200 * EFFORT)
                // A park with a limit would be one without here.
                .addGuarantee(
                        forClasses(LockSupport.class.getName()).allMethods().ignore())
                .check(StatusBoardLincheckTest.class);
    }
}
