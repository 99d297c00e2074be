package io.balsa.server.redis;

import io.balsa.api.Reason;
import io.balsa.server.kv.Result;
import io.balsa.server.resp.ReplyWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Turns the store's answers into the protocol's, as {@link Result} describes the former. Belongs to one sender. */
final class ReplyEncoder {
    private final ReplyWriter out;

    ReplyEncoder(ReplyWriter out) {
        this.out = out;
    }

    void encode(Reply reply) {
        byte[] bytes = reply.bytes();
        if (reply.kind == Reply.Kind.LOCAL) {
            out.raw(bytes, 0, bytes.length);
            return;
        }
        out.version(reply.version);
        Reason reason = reply.reason();
        if (reason != null) {
            boolean write = reply.kind == Reply.Kind.WRITE;
            out.error(write && reply.isUnknown() ? ErrorText.unknown(reason) : ErrorText.notApplied(reason, write));
        } else {
            encode(bytes, reply.shape);
        }
    }

    private void encode(byte[] answer, Shape shape) {
        switch (answer[0]) {
            case Result.NIL -> nil(shape);
            case Result.OK -> ok(shape);
            case Result.INTEGER -> integer(longAt(answer, 1), shape);
            case Result.BYTES -> out.bulk(answer, 1, answer.length - 1);
            case Result.LIST -> list(answer, answer.length);
            case Result.SCAN -> scan(answer);
            default -> out.error(ErrorText.ofResult(answer[0]));
        }
    }

    private void nil(Shape shape) {
        if (shape == Shape.YES_OR_NO) {
            out.integer(0);
        } else {
            out.nil();
        }
    }

    private void ok(Shape shape) {
        if (shape == Shape.YES_OR_NO) {
            out.integer(1);
        } else {
            out.status("OK");
        }
    }

    private void integer(long value, Shape shape) {
        if (shape == Shape.TYPE) {
            out.status(value == 0 ? "none" : "string");
        } else {
            out.integer(value);
        }
    }

    private void scan(byte[] answer) {
        int end = answer.length - Long.BYTES;
        out.array(2).bulk(Long.toUnsignedString(longAt(answer, end)));
        list(answer, end);
    }

    private void list(byte[] answer, int end) {
        out.array(elements(answer, end));
        int at = 1;
        while (at < end) {
            int length = lengthAt(answer, at);
            at += lengthOfLength(answer, at);
            if (length < 0) {
                out.nil();
            } else {
                out.bulk(answer, at, length);
                at += length;
            }
        }
    }

    private static int elements(byte[] answer, int end) {
        int count = 0;
        for (int at = 1; at < end; count++) {
            at += lengthOfLength(answer, at) + Math.max(0, lengthAt(answer, at));
        }
        return count;
    }

    /** Length of the element at {@code at}; -1 for nil. */
    private static int lengthAt(byte[] answer, int at) {
        int value = 0;
        int shift = 0;
        for (int i = at; ; i++, shift += 7) {
            value |= (answer[i] & 0x7f) << shift;
            if (answer[i] >= 0) {
                return value - 1;
            }
        }
    }

    private static int lengthOfLength(byte[] answer, int at) {
        int i = at;
        while (answer[i] < 0) {
            i++;
        }
        return i - at + 1;
    }

    private static long longAt(byte[] answer, int at) {
        return ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN).getLong(at);
    }
}
