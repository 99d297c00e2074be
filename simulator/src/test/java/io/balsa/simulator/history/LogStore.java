package io.balsa.simulator.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A map whose state is a log, and clients that tell an {@link Oracle} and a {@link History} of all they see, which also learns
 * the order of the log. Now and then, if
 * wanted, it forgets, repeats, or answers from its past.
 */
final class LogStore {
    static final int NO_FAULTS = 0;
    private static final int CLIENTS = 4;
    private static final int KEYS = 2;

    final History history = new History();
    final List<Anomaly> anomalies = new ArrayList<>();

    private final Random random;
    private final int faultPercent;
    private final Oracle oracle = new Oracle(anomalies::add);
    private final List<Entry> log = new ArrayList<>();
    private final @Nullable Pending[] pending = new Pending[CLIENTS];
    private final List<Entry> late = new ArrayList<>();
    private long now;

    LogStore(Random random, int faultPercent) {
        this.random = random;
        this.faultPercent = faultPercent;
    }

    private record Entry(int key, long serial, int number) {}

    private interface Pending {
        /** Takes effect, then returns. @return what is left to do */
        @Nullable
        Pending goOn();
    }

    void run(int steps) {
        for (int step = 0; step < steps; step++) {
            now++;
            int client = random.nextInt(CLIENTS);
            Pending call = pending[client];
            pending[client] = call == null ? begin(client, random.nextInt(KEYS)) : call.goOn();
            if (!late.isEmpty() && random.nextInt(8) == 0) {
                append(late.removeLast());
            }
        }
    }

    private @Nullable Pending begin(int client, int key) {
        if (random.nextBoolean()) {
            Oracle.Read read = oracle.read(client, key, Oracle.Promise.LINEARIZABLE);
            int number = history.invoke(client, "k" + key, "read", now);
            return () -> answer(read, number, key);
        }
        Oracle.Write write = oracle.write(client, key);
        int number = history.invoke(client, "k" + key, "write " + write.serial(), now);
        Entry entry = new Entry(key, write.serial(), number);
        if (random.nextInt(10) == 0) {
            late.add(entry);
            return null;
        }
        return () -> commit(write, number, entry);
    }

    private Pending answer(Oracle.Read read, int number, int key) {
        int length = isFaulty() ? random.nextInt(log.size() + 1) : log.size();
        long at = lastOf(key, length);
        long serial = at == 0 ? 0 : log.get((int) at - 1).serial();
        return () -> {
            read.returned(serial, at);
            history.place(number, 2L * length + 1);
            history.complete(number, serial == 0 ? "nil" : Long.toString(serial), now);
            return null;
        };
    }

    private Pending commit(Oracle.Write write, int number, Entry entry) {
        if (isFaulty() && !log.isEmpty()) {
            if (random.nextBoolean()) {
                log.removeLast();
            } else {
                append(entry);
            }
        }
        append(entry);
        long at = log.size();
        return () -> {
            write.acknowledged(at);
            history.complete(number, "ok", now);
            return null;
        };
    }

    private void append(Entry entry) {
        log.add(entry);
        history.place(entry.number(), 2L * log.size());
        if (random.nextBoolean()) {
            oracle.applied(entry.serial(), log.size());
        }
    }

    private long lastOf(int key, int length) {
        for (int at = length; at > 0; at--) {
            if (log.get(at - 1).key() == key) {
                return at;
            }
        }
        return 0;
    }

    private boolean isFaulty() {
        return random.nextInt(100) < faultPercent;
    }
}
