package io.balsa.simulator;

import io.balsa.api.ResultWriter;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;

/** Keeps a copy of what is written to another writer, or to nobody. */
final class Tee implements ResultWriter {
    private final ExpandableArrayBuffer copy = new ExpandableArrayBuffer(64);
    private @Nullable ResultWriter target;
    private int length;

    /** Starts anew. */
    Tee over(@Nullable ResultWriter writer) {
        target = writer;
        length = 0;
        return this;
    }

    boolean holdsTheSameAs(Tee other) {
        return Arrays.equals(copy.byteArray(), 0, length, other.copy.byteArray(), 0, other.length);
    }

    @Override
    public ResultWriter putLong(long value) {
        if (target != null) {
            target.putLong(value);
        }
        copy.putLong(length, value, ByteOrder.LITTLE_ENDIAN);
        length += Long.BYTES;
        return this;
    }

    @Override
    public ResultWriter putByte(byte value) {
        if (target != null) {
            target.putByte(value);
        }
        copy.putByte(length++, value);
        return this;
    }

    @Override
    public ResultWriter putBytes(DirectBuffer source, int offset, int bytes) {
        if (target != null) {
            target.putBytes(source, offset, bytes);
        }
        copy.putBytes(length, source, offset, bytes);
        length += bytes;
        return this;
    }

    @Override
    public ResultWriter putBytes(byte[] source, int offset, int bytes) {
        if (target != null) {
            target.putBytes(source, offset, bytes);
        }
        copy.putBytes(length, source, offset, bytes);
        length += bytes;
        return this;
    }

    @Override
    public int length() {
        return length;
    }
}
