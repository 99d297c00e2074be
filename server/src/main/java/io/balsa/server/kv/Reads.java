package io.balsa.server.kv;

import org.jspecify.annotations.Nullable;

/** The operations that only read. They run as queries, and as commands when a read must keep its place among writes. */
final class Reads {
    private final KeyTable table;
    private final RequestReader request;
    private final Answer answer;
    private final int maxScan;
    private final Glob glob = new Glob();

    /** @param maxScan most slots that one SCAN looks at: it runs on the loop */
    Reads(KeyTable table, RequestReader request, Answer answer, int maxScan) {
        this.table = table;
        this.request = request;
        this.answer = answer;
        this.maxScan = maxScan;
    }

    void execute(byte operation) {
        switch (operation) {
            case Operation.GET -> get();
            case Operation.GET_MANY -> getMany();
            case Operation.COUNT_EXISTING -> countExisting();
            case Operation.LENGTH -> length();
            case Operation.SIZE -> size();
            case Operation.KEYS -> keys();
            case Operation.SCAN -> scan();
            default -> answer.put(Result.MALFORMED);
        }
    }

    private void get() {
        request.readBlob();
        if (!answer.refusedUnless(request.isComplete())) {
            answer.putValueOrNil(findBlob());
        }
    }

    private void getMany() {
        int count = request.readList(1);
        if (answer.refusedUnless(count > 0)) {
            return;
        }
        answer.beginList();
        for (int i = 0; i < count; i++) {
            request.readBlob();
            Entry entry = findBlob();
            if (!answer.fits(entry == null ? 0 : entry.valueLength)) {
                answer.put(Result.ANSWER_TOO_LARGE);
                return;
            }
            if (entry == null) {
                answer.addNil();
            } else {
                answer.add(entry.value, entry.valueLength);
            }
        }
        answer.putList();
    }

    private void countExisting() {
        int count = request.readList(1);
        if (answer.refusedUnless(count > 0)) {
            return;
        }
        long existing = 0;
        for (int i = 0; i < count; i++) {
            request.readBlob();
            existing += findBlob() == null ? 0 : 1;
        }
        answer.putInteger(existing);
    }

    private void length() {
        request.readBlob();
        if (!answer.refusedUnless(request.isComplete())) {
            Entry entry = findBlob();
            answer.putInteger(entry == null ? 0 : entry.valueLength);
        }
    }

    private void size() {
        if (!answer.refusedUnless(request.isComplete())) {
            answer.putInteger(table.size());
        }
    }

    private void keys() {
        request.readBlob();
        if (answer.refusedUnless(request.isComplete())) {
            return;
        }
        glob.wrap(request.buffer(), request.blobOffset(), request.blobLength());
        answer.beginList();
        for (int slot = 0; slot <= table.lastSlot(); slot++) {
            Entry entry = table.entryAt(slot);
            if (entry != null && glob.matches(entry.key)) {
                if (!answer.fits(entry.key.length)) {
                    answer.put(Result.ANSWER_TOO_LARGE);
                    return;
                }
                answer.add(entry.key, entry.key.length);
            }
        }
        answer.putList();
    }

    /**
     * From the newest key to the oldest: what is inserted during an iteration lies behind it, so that every iteration ends and
     * none misses a key that was there all along. The cursor is the number of the next key to look at.
     */
    private void scan() {
        long cursor = request.readLong();
        int count = Math.min(request.readVarint(), maxScan);
        request.readBlob();
        if (answer.refusedUnless(request.isComplete() && count > 0)) {
            return;
        }
        glob.wrap(request.buffer(), request.blobOffset(), request.blobLength());
        answer.beginList();
        int slot = first(cursor);
        for (int seen = 0; slot >= 0 && seen < count; slot--, seen++) {
            Entry entry = table.entryAt(slot);
            if (entry != null && glob.matches(entry.key)) {
                if (!answer.fits(entry.key.length)) {
                    break;
                }
                answer.add(entry.key, entry.key.length);
            }
        }
        if (slot >= 0 && slot == first(cursor)) {
            answer.put(Result.ANSWER_TOO_LARGE);
            return;
        }
        answer.putScan(slot < 0 ? 0 : table.numberAt(slot));
    }

    private int first(long cursor) {
        return cursor == 0 ? table.lastSlot() : table.slotAtOrBelow(cursor);
    }

    private @Nullable Entry findBlob() {
        return table.find(request.buffer(), request.blobOffset(), request.blobLength());
    }
}
