package io.balsa.journal.chronicle;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * Takes the page faults of a mapped region on another thread than the one that will write there: {@code madvise} with
 * MADV_POPULATE_WRITE (Linux 5.14). It changes no byte and fails harmlessly where nothing is mapped any more, so it needs no
 * agreement with whoever unmaps. Where it does not work, pages fault when they are first touched, and that is all.
 */
final class PageTouch {
    private static final int POPULATE_WRITE = 23;

    private volatile @Nullable MethodHandle madvise = find();

    @SuppressWarnings("restricted")
    private static @Nullable MethodHandle find() {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("madvise")
                .map(symbol -> linker.downcallHandle(
                        symbol,
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT)))
                .orElse(null);
    }

    /** Whether it works here, as far as known. */
    boolean works() {
        return madvise != null;
    }

    /** Touches whole pages from that address, which is the beginning of one. */
    void populate(long address, long length) {
        MethodHandle call = madvise;
        try {
            if (call != null && (int) call.invokeExact(address, length, POPULATE_WRITE) != 0) {
                madvise = null;
            }
        } catch (Throwable unusable) {
            madvise = null;
        }
    }
}
