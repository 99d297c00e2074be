package io.balsa.node;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import io.balsa.api.Outcome;
import io.balsa.api.Reason;
import io.balsa.config.LimitsConfig;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Callers place calls while the loop drains them and ends, in every order that matters: nobody is left in the ring. */
@Tag("lincheck")
public final class IngressLincheckTest {
    private static final int EFFORT = Integer.getInteger("test.effort", 1);
    private static final int CALLS = 8;
    private static final LimitsConfig LIMITS = new LimitsConfig(
            64,
            64,
            4096,
            CALLS,
            CALLS,
            4,
            64,
            4096,
            4096,
            TimeUnit.SECONDS.toNanos(5),
            TimeUnit.SECONDS.toNanos(2),
            LimitsConfig.Backlogs.behind(4096));
    private static final UnsafeBuffer COMMAND = new UnsafeBuffer(new byte[] {1});

    private final CallSlots slots = new CallSlots(CALLS, 0);
    private final Completions completions = new Completions(slots);
    private final Ingress ingress = new Ingress(LIMITS, slots, completions, new Counters(), () -> 0);
    private final List<CompletableFuture<Outcome>> futures = new CopyOnWriteArrayList<>();
    private boolean hasEnded;

    @Operation
    public void submit() {
        futures.add(ingress.call(Ingress.SUBMIT, COMMAND, 0, COMMAND.capacity(), ingress.usualTimeoutNs()));
    }

    @Operation(nonParallelGroup = "loop")
    public void turn() {
        if (!hasEnded) {
            ingress.drain((kind, buffer, index, length) -> {
                Call call = slots.get(buffer.getInt(index));
                call.setUnknown(Reason.LEADER_LOST);
                completions.add(call);
            });
        }
    }

    @Operation(nonParallelGroup = "loop")
    public void end() {
        hasEnded = true;
        ingress.end();
    }

    @Validate
    public void onceEndedNobodyWaits() {
        if (!hasEnded) {
            return;
        }
        completions.drain();
        for (CompletableFuture<Outcome> future : futures) {
            if (!future.isDone()) {
                throw new AssertionError("left in the ring");
            }
        }
        for (int i = 0; i < CALLS; i++) {
            Objects.requireNonNull(slots.take(), "a slot was not returned");
        }
        for (int i = 0; i < CALLS; i++) {
            slots.release(slots.get(i));
        }
    }

    @Test
    void nobodyIsLeftInTheRing() {
        new ModelCheckingOptions()
                .threads(3)
                .actorsPerThread(2)
                .actorsBefore(1)
                .actorsAfter(0)
                .iterations(5)
                .invocationsPerIteration(50 * EFFORT)
                // Agrona's ring is not ours to check, and its memory is outside of what is watched here.
                .addGuarantee(forClasses(name -> name.startsWith("org.agrona."))
                        .allMethods()
                        .ignore())
                .check(IngressLincheckTest.class);
    }
}
