package io.balsa.journal;

import io.balsa.journal.HookedStore.Step;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Random;
import java.util.function.Consumer;

/** Ends this process with a real SIGKILL at one moment of one roll: between two lines of code, not somewhere near. */
final class SelfKill implements Consumer<Step> {
    /** Longer than a roll takes, most of the time. */
    private static final int LONGEST_DELAY_NS = 1_000_000;

    private static final int SIGKILL = 9;
    private static final MethodHandle RAISE = raise();

    /** Counted from the decision to roll. */
    enum Moment {
        /** The old file is as its last record left it. */
        BEFORE(Step.ABOUT_TO_BEGIN),
        /** The new file is there, and Chronicle has not been told. */
        BEGUN(Step.BEGUN),
        /** Chronicle has ended the old file and written its headers into the new one. */
        CLAIMED(Step.CLAIMED),
        /** The new file has its first record. */
        COMMITTED(Step.COMMITTED),
        /** From another thread, wherever the roll has come to. */
        MEANWHILE(Step.ABOUT_TO_BEGIN);

        private final Step step;

        Moment(Step step) {
            this.step = step;
        }
    }

    private final Moment moment;
    private final int delayNs;
    private int rollsLeft;

    /** @param roll in which of this life's segments; the first is the one that it begins with */
    SelfKill(Moment moment, int roll, long seed) {
        this.moment = moment;
        this.rollsLeft = roll;
        this.delayNs = new Random(seed).nextInt(LONGEST_DELAY_NS);
    }

    @Override
    public void accept(Step step) {
        if (step == Step.ABOUT_TO_BEGIN) {
            rollsLeft--;
        }
        if (rollsLeft > 0 || step != moment.step) {
            return;
        }
        if (moment == Moment.MEANWHILE) {
            Thread.ofPlatform().daemon().start(this::killLater);
        } else {
            kill();
        }
    }

    private void killLater() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < delayNs) {
            Thread.onSpinWait();
        }
        kill();
    }

    private static void kill() {
        try {
            int failed = (int) RAISE.invokeExact(SIGKILL);
            throw new IllegalStateException("still alive after raise, which returned " + failed);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle raise() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("raise"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }
}
