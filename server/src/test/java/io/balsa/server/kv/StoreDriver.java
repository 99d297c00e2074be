package io.balsa.server.kv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.balsa.api.Command;
import io.balsa.api.ResultWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Speaks to a store as the loop would, with strings of one byte a character. */
final class StoreDriver {
    static final int MAX_SCAN = 100;

    final KeyValueStore store;
    private final RequestEncoder encoder = new RequestEncoder();
    private long index;

    StoreDriver(int maxResultLength) {
        store = new KeyValueStore(maxResultLength, MAX_SCAN);
    }

    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    RequestEncoder begin(byte operation) {
        return encoder.begin(operation);
    }

    /** Applies what was encoded; the answer as text: "OK", "nil", "(5)", "[a, nil]" or the bytes. */
    String apply() {
        return describe(applied(encoder.toByteArray()));
    }

    String query() {
        return describe(queried(encoder.toByteArray()));
    }

    byte[] applied(byte[] request) {
        Gathered gathered = new Gathered();
        store.apply(new Bytes(++index, request), gathered);
        return gathered.toArray();
    }

    byte[] queried(byte[] request) {
        Gathered gathered = new Gathered();
        store.query(new UnsafeBuffer(request), 0, request.length, gathered);
        return gathered.toArray();
    }

    String set(String key, String value) {
        return set(key, value, 0);
    }

    String set(String key, String value, int flags) {
        return set(key, value, flags, Integer.MAX_VALUE);
    }

    String set(String key, String value, int flags, int longestOld) {
        begin(Operation.SET).putByte(flags);
        if ((flags & Operation.RETURN_OLD) != 0) {
            encoder.putVarint(longestOld);
        }
        encoder.putBlob(bytes(key)).putBlob(bytes(value));
        return apply();
    }

    String getAndDelete(String key, int longest) {
        begin(Operation.GET_AND_DELETE).putVarint(longest).putBlob(bytes(key));
        return apply();
    }

    String get(String key) {
        begin(Operation.GET).putBlob(bytes(key));
        return query();
    }

    String delete(String... keys) {
        keys(Operation.DELETE, keys);
        return apply();
    }

    String add(String key, long delta) {
        begin(Operation.ADD).putLong(delta).putBlob(bytes(key));
        return apply();
    }

    String append(String key, String suffix, int limit) {
        begin(Operation.APPEND).putVarint(limit).putBlob(bytes(key)).putBlob(bytes(suffix));
        return apply();
    }

    /** One step of a scan; adds what it returns and gives the next cursor. */
    long scan(long cursor, int count, String pattern, List<String> into) {
        begin(Operation.SCAN).putLong(cursor).putVarint(count).putBlob(bytes(pattern));
        byte[] answer = queried(encoder.toByteArray());
        if (answer[0] != Result.SCAN) {
            throw new AssertionError("answer " + answer[0]);
        }
        into.addAll(elements(answer, answer.length - Long.BYTES));
        return ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN).getLong(answer.length - Long.BYTES);
    }

    void keys(byte operation, String... keys) {
        begin(operation).putVarint(keys.length);
        for (String key : keys) {
            encoder.putBlob(bytes(key));
        }
    }

    private static String describe(byte[] answer) {
        return switch (answer[0]) {
            case Result.NIL -> "nil";
            case Result.OK -> "OK";
            case Result.INTEGER ->
                "(" + ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN).getLong(1) + ")";
            case Result.BYTES -> new String(answer, 1, answer.length - 1, ISO_8859_1);
            case Result.LIST -> elements(answer, answer.length).toString();
            case Result.NOT_AN_INTEGER -> "not an integer";
            case Result.OVERFLOW -> "overflow";
            case Result.TOO_LONG -> "too long";
            case Result.ANSWER_TOO_LARGE -> "answer too large";
            case Result.OLD_TOO_LONG -> "old too long";
            case Result.MALFORMED -> "malformed";
            default -> throw new AssertionError("answer " + answer[0]);
        };
    }

    private static List<String> elements(byte[] answer, int end) {
        RequestReader reader = new RequestReader();
        reader.wrap(new UnsafeBuffer(answer), 1, end - 1);
        List<String> elements = new ArrayList<>();
        while (reader.position() < end) {
            int length = reader.readVarint();
            elements.add(length == 0 ? "nil" : new String(answer, reader.position(), length - 1, ISO_8859_1));
            reader.position(reader.position() + Math.max(0, length - 1));
        }
        return elements;
    }

    private record Bytes(long index, byte[] bytes) implements Command {
        @Override
        public long term() {
            return 1;
        }

        @Override
        public long clusterTimeMs() {
            return 0;
        }

        @Override
        public long session() {
            return 0;
        }

        @Override
        public long sequence() {
            return 0;
        }

        @Override
        public DirectBuffer buffer() {
            return new UnsafeBuffer(bytes);
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public int length() {
            return bytes.length;
        }
    }

    private static final class Gathered implements ResultWriter {
        private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        private int length;

        byte[] toArray() {
            byte[] copy = new byte[length];
            buffer.getBytes(0, copy);
            return copy;
        }

        @Override
        public ResultWriter putLong(long value) {
            buffer.putLong(length, value, ByteOrder.LITTLE_ENDIAN);
            length += Long.BYTES;
            return this;
        }

        @Override
        public ResultWriter putByte(byte value) {
            buffer.putByte(length++, value);
            return this;
        }

        @Override
        public ResultWriter putBytes(DirectBuffer source, int offset, int count) {
            buffer.putBytes(length, source, offset, count);
            length += count;
            return this;
        }

        @Override
        public ResultWriter putBytes(byte[] source, int offset, int count) {
            buffer.putBytes(length, source, offset, count);
            length += count;
            return this;
        }

        @Override
        public int length() {
            return length;
        }
    }
}
