package io.balsa.transport.aeron;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/**
 * The system call {@code recvfrom} on the socket of a {@link DatagramChannel}.
 *
 * <p>The JDK's own {@code receive} makes a new address whenever a datagram comes from another sender than the one before,
 * which is every time where two followers answer in turn: about 100 bytes a datagram. This keeps the senders it has seen, and
 * spares the locks and checks of a channel that one thread uses. Not thread safe. The channel must be non-blocking and must
 * not be closed during a call.
 */
final class DirectReceive {
    /** Null where the operating system or the flags of the JVM do not let us. */
    private static final @Nullable MethodHandle RECVFROM = recvfrom();

    private static final @Nullable Method DESCRIPTOR = descriptor();

    private final int descriptor;
    private final KnownSenders senders = new KnownSenders();
    private final MemorySegment addressLength = Arena.ofAuto().allocate(JAVA_INT);
    private @Nullable ByteBuffer buffer;
    private MemorySegment target = MemorySegment.NULL;

    private DirectReceive(int descriptor) {
        this.descriptor = descriptor;
    }

    /** For that channel, or null where it is not possible. */
    static @Nullable DirectReceive of(DatagramChannel channel) {
        if (RECVFROM == null || DESCRIPTOR == null) {
            return null;
        }
        try {
            return new DirectReceive((int) DESCRIPTOR.invoke(channel));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Receives one datagram into the cleared, direct buffer. @return who sent it, or null when there was none */
    @Nullable
    InetSocketAddress receive(ByteBuffer into) {
        MethodHandle call = RECVFROM;
        if (call == null) {
            return null;
        }
        if (into != buffer) {
            buffer = into;
            target = MemorySegment.ofBuffer(into.clear());
        }
        addressLength.set(JAVA_INT, 0, KnownSenders.ADDRESS_BYTES);
        long received;
        try {
            received =
                    (long) call.invokeExact(descriptor, target, target.byteSize(), 0, senders.address(), addressLength);
        } catch (Throwable e) {
            throw new IllegalStateException("recvfrom", e);
        }
        // Every error, of which "nothing there" is the usual one, means that no datagram was received.
        if (received < 0) {
            return null;
        }
        into.limit(into.capacity()).position((int) received);
        return senders.current();
    }

    @SuppressWarnings("restricted") // native access is granted in jvm.args; without it this is null
    private static @Nullable MethodHandle recvfrom() {
        String os = System.getProperty("os.name");
        if (!os.equals("Linux") && !os.startsWith("Mac")) {
            return null;
        }
        try {
            Linker linker = Linker.nativeLinker();
            FunctionDescriptor signature =
                    FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS);
            // Never blocks, so the garbage collector may wait for it.
            return linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("recvfrom"), signature, Linker.Option.critical(false));
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static @Nullable Method descriptor() {
        try {
            Method method = Class.forName("sun.nio.ch.SelChImpl").getMethod("getFDVal");
            method.setAccessible(true);
            return method;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
