package io.balsa.node;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** Pins a platform thread to one processor, on Linux: {@code sched_setaffinity(2)}. */
final class CpuPin {
    private static final int MASK_BYTES = 512;
    private static final int THIS_THREAD = 0;

    private CpuPin() {}

    /**
     * Pins the present thread.
     *
     * @throws IllegalStateException when the system does not let it; the message says why
     */
    static void pinCurrentThread(int cpu) {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new IllegalStateException("balsa.loop.cpu = " + cpu + " works on Linux only, and this is "
                    + System.getProperty("os.name") + ": set it to -1");
        }
        try (Arena arena = Arena.ofConfined()) {
            int error = setAffinity(arena, cpu);
            if (error != 0) {
                throw new IllegalStateException(
                        "balsa.loop.cpu = " + cpu + ": sched_setaffinity failed with errno " + error
                                + ". Name a processor that this process may use (see: taskset -p PID), or set it to"
                                + " -1");
            }
        }
    }

    @SuppressWarnings("restricted") // native access is among the flags of jvm.args
    private static int setAffinity(Arena arena, int cpu) {
        MemorySegment mask = arena.allocate(MASK_BYTES);
        mask.set(ValueLayout.JAVA_BYTE, cpu / 8, (byte) (1 << cpu % 8));
        Linker linker = Linker.nativeLinker();
        MethodHandle call = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("sched_setaffinity"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
                Linker.Option.captureCallState("errno"));
        MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
        VarHandle errno = Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));
        try {
            int result = (int) call.invokeExact(state, THIS_THREAD, (long) MASK_BYTES, mask);
            return result == 0 ? 0 : (int) errno.get(state, 0L);
        } catch (Throwable e) {
            throw new IllegalStateException("could not call sched_setaffinity", e);
        }
    }
}
