package io.balsa.transport.aeron;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Socket addresses as the operating system writes them, and their Java objects, made once for each sender while it keeps
 * sending. Not thread safe.
 */
final class KnownSenders {
    /** Of {@code sockaddr_in6}, the longer of the two kinds. */
    static final int ADDRESS_BYTES = 28;

    /** A power of two. More senders at a time share slots, and cost what the JDK's own receive costs. */
    private static final int SLOTS = 256;

    private static final int PORT_AT = 2;
    private static final int V4_AT = 4;
    private static final int V4_BYTES = 4;
    private static final int V6_AT = 8;
    private static final int V6_BYTES = 16;
    private static final int V4_FAMILY = 2;
    /** The family is two bytes on Linux; on macOS it is the second, after a length. */
    private static final int FAMILY_AT = System.getProperty("os.name").startsWith("Mac") ? 1 : 0;

    private static final java.lang.foreign.ValueLayout.OfShort NETWORK_SHORT =
            JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final MemorySegment address = Arena.ofAuto().allocate(ADDRESS_BYTES, Long.BYTES);
    private final long[] high = new long[SLOTS];
    private final long[] low = new long[SLOTS];
    private final int[] ports = new int[SLOTS];
    private final @Nullable InetSocketAddress[] known = new InetSocketAddress[SLOTS];

    /** Where the operating system writes the address of the present sender. */
    MemorySegment address() {
        return address;
    }

    /** The present sender. */
    InetSocketAddress current() {
        boolean v4 = address.get(JAVA_BYTE, FAMILY_AT) == V4_FAMILY;
        int port = Short.toUnsignedInt(address.get(NETWORK_SHORT, PORT_AT));
        long first = v4 ? address.get(JAVA_INT_UNALIGNED, V4_AT) : address.get(JAVA_LONG_UNALIGNED, V6_AT);
        long second = v4 ? 0 : address.get(JAVA_LONG_UNALIGNED, V6_AT + Long.BYTES);
        int slot = (Long.hashCode(first * 31 + second) + port) & (SLOTS - 1);
        InetSocketAddress found = known[slot];
        if (found == null || high[slot] != first || low[slot] != second || ports[slot] != port) {
            found = new InetSocketAddress(host(v4), port);
            known[slot] = found;
            high[slot] = first;
            low[slot] = second;
            ports[slot] = port;
        }
        return found;
    }

    private InetAddress host(boolean v4) {
        byte[] bytes =
                address.asSlice(v4 ? V4_AT : V6_AT, v4 ? V4_BYTES : V6_BYTES).toArray(JAVA_BYTE);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
        }
    }
}
