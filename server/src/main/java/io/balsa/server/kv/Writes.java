package io.balsa.server.kv;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** The operations that change state. Each reads its operands whole before it changes anything. */
final class Writes {
    private final KeyTable table;
    private final RequestReader request;
    private final Answer answer;
    private final UnsafeBuffer digits = new UnsafeBuffer(new byte[Decimal.MAX_LENGTH]);

    Writes(KeyTable table, RequestReader request, Answer answer) {
        this.table = table;
        this.request = request;
        this.answer = answer;
    }

    void execute(byte operation) {
        switch (operation) {
            case Operation.SET -> set();
            case Operation.SET_MANY -> setMany();
            case Operation.GET_AND_DELETE -> getAndDelete();
            case Operation.DELETE -> delete();
            case Operation.ADD -> add();
            case Operation.APPEND -> append();
            case Operation.CLEAR -> clear();
            default -> answer.put(Result.MALFORMED);
        }
    }

    private void set() {
        int flags = request.readByte();
        int longestOld = (flags & Operation.RETURN_OLD) == 0 ? Integer.MAX_VALUE : request.readVarint();
        request.readBlob();
        int key = request.blobOffset();
        int keyLength = request.blobLength();
        request.readBlob();
        if (isMalformed()) {
            return;
        }
        DirectBuffer buffer = request.buffer();
        long hash = Hash64.of(buffer, key, keyLength);
        Entry entry = table.find(buffer, key, keyLength, hash);
        if (isTooLong(entry, longestOld)) {
            return;
        }
        int refusing = entry == null ? Operation.IF_PRESENT : Operation.IF_ABSENT;
        boolean refused = (flags & refusing) != 0;
        // The old value must be answered before it is overwritten.
        answerSet(flags, entry, refused);
        if (!refused) {
            Entry target = entry != null ? entry : table.add(buffer, key, keyLength, hash);
            target.copyValue(buffer, request.blobOffset(), request.blobLength());
            table.valueChanged(target);
        }
    }

    private void answerSet(int flags, @Nullable Entry old, boolean refused) {
        if ((flags & Operation.RETURN_OLD) == 0) {
            answer.put(refused ? Result.NIL : Result.OK);
        } else {
            answer.putValueOrNil(old);
        }
    }

    private void setMany() {
        int count = request.readList(2);
        if (isMalformed(count)) {
            return;
        }
        DirectBuffer buffer = request.buffer();
        for (int i = 0; i < count; i++) {
            request.readBlob();
            Entry entry = findOrAdd(buffer, request.blobOffset(), request.blobLength());
            request.readBlob();
            entry.copyValue(buffer, request.blobOffset(), request.blobLength());
            table.valueChanged(entry);
        }
        answer.put(Result.OK);
    }

    private void getAndDelete() {
        int longest = request.readVarint();
        request.readBlob();
        if (isMalformed()) {
            return;
        }
        Entry entry = findBlob();
        if (isTooLong(entry, longest)) {
            return;
        }
        answer.putValueOrNil(entry);
        if (entry != null) {
            table.remove(entry);
        }
    }

    private void delete() {
        int count = request.readList(1);
        if (isMalformed(count)) {
            return;
        }
        long removed = 0;
        for (int i = 0; i < count; i++) {
            request.readBlob();
            Entry entry = findBlob();
            if (entry != null) {
                table.remove(entry);
                removed++;
            }
        }
        answer.putInteger(removed);
    }

    private void add() {
        long delta = request.readLong();
        request.readBlob();
        if (isMalformed()) {
            return;
        }
        Entry entry = findBlob();
        if (entry != null && !Decimal.isLong(entry.value, 0, entry.valueLength)) {
            answer.put(Result.NOT_AN_INTEGER);
            return;
        }
        long old = entry == null ? 0 : Decimal.parse(entry.value, 0, entry.valueLength);
        long sum = old + delta;
        if (((old ^ sum) & (delta ^ sum)) < 0) {
            answer.put(Result.OVERFLOW);
            return;
        }
        storeNumber(entry, sum);
        answer.putInteger(sum);
    }

    private void storeNumber(@Nullable Entry found, long number) {
        Entry entry = found != null ? found : findOrAdd(request.buffer(), request.blobOffset(), request.blobLength());
        int start = Decimal.format(number, digits.byteArray());
        entry.copyValue(digits, start, digits.capacity() - start);
        table.valueChanged(entry);
    }

    private void append() {
        int limit = request.readVarint();
        request.readBlob();
        int key = request.blobOffset();
        int keyLength = request.blobLength();
        request.readBlob();
        if (isMalformed()) {
            return;
        }
        DirectBuffer buffer = request.buffer();
        Entry found = table.find(buffer, key, keyLength);
        long length = (found == null ? 0 : found.valueLength) + (long) request.blobLength();
        if (length > limit) {
            answer.put(Result.TOO_LONG);
            return;
        }
        Entry entry = found != null ? found : findOrAdd(buffer, key, keyLength);
        entry.appendValue(buffer, request.blobOffset(), request.blobLength());
        table.valueChanged(entry);
        answer.putInteger(length);
    }

    private void clear() {
        if (!isMalformed()) {
            table.clear();
            answer.put(Result.OK);
        }
    }

    /** A value that could not be told must not be lost: the command is refused before it changes anything. */
    private boolean isTooLong(@Nullable Entry old, int longest) {
        boolean tooLong = old != null && old.valueLength > longest;
        if (tooLong) {
            answer.put(Result.OLD_TOO_LONG);
        }
        return tooLong;
    }

    private @Nullable Entry findBlob() {
        return table.find(request.buffer(), request.blobOffset(), request.blobLength());
    }

    private Entry findOrAdd(DirectBuffer buffer, int key, int keyLength) {
        long hash = Hash64.of(buffer, key, keyLength);
        Entry entry = table.find(buffer, key, keyLength, hash);
        return entry != null ? entry : table.add(buffer, key, keyLength, hash);
    }

    private boolean isMalformed() {
        return answer.refusedUnless(request.isComplete());
    }

    private boolean isMalformed(int count) {
        return answer.refusedUnless(count > 0 && !request.isMalformed());
    }
}
