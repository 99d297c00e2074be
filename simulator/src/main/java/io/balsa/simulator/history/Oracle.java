package io.balsa.simulator.history;

import io.balsa.simulator.history.Anomaly.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the clients of a replicated map while they run, and says at once what cannot be: in constant time for each call, however
 * long the run. It can, where {@link Linearizability} must search, because each value tells where it stands in the log: a value
 * is the serial of the write that wrote it, and a reader learns the serial and the log position at which it took effect. If the
 * positions are true, the log itself is the order to look for, and it only remains to be seen that no clock contradicts it.
 *
 * <p>Calls begin and end in the order in which this is told of them. A write keeps its serial when a client sends it again, so
 * that serials stand for pairs of session and sequence.
 */
public final class Oracle {
    /** What a read promises. */
    public enum Promise {
        /** Everything that anybody knew before it began. */
        LINEARIZABLE,
        /** Everything that this client knew before it began. */
        SESSION,
        /** Something that once was true. */
        ANY
    }

    private final Consumer<Anomaly> report;
    private final List<Write> writes = new ArrayList<>();
    private @Nullable Write[] log = new Write[1024];
    private final Map<Integer, long[]> knownOfKey = new HashMap<>();
    private final Map<Long, Session> sessions = new HashMap<>();
    /** The highest position of which anybody knows. */
    private long known;

    /**
     * @param report hears of each anomaly when it shows
     */
    public Oracle(Consumer<Anomaly> report) {
        this.report = report;
    }

    /** A client begins to write. */
    public Write write(int client, int key) {
        Write write = new Write(writes.size() + 1L, client, key, known);
        writes.add(write);
        return write;
    }

    /** A client begins to read. */
    public Read read(int client, int key, Promise promise) {
        return new Read(client, key, promise);
    }

    /** A state machine, any, applied a write: must be the same position everywhere, and on each once. */
    public void applied(long serial, long position) {
        Write write = written(serial, position);
        if (write != null) {
            write.isAt(position);
        }
    }

    /** What a key holds on some member when all is done. Serial and position 0 stand for nothing. */
    public void holdsAtEnd(int key, long serial, long position) {
        Write write = written(serial, position);
        if (write != null) {
            write.isAt(position);
        }
        if (position < knownOf(key)[0]) {
            report(
                    Kind.LOST_ACKNOWLEDGEMENT,
                    holds(key, serial, position) + " at the end, but " + holder(knownOf(key)[0]) + " was there");
        }
    }

    /** A write under way. */
    public final class Write {
        private final long serial;
        private final int client;
        private final int key;
        private long knownBefore;
        private long position;
        private boolean isAcknowledged;
        private boolean isRefused;

        private Write(long serial, int client, int key, long knownBefore) {
            this.serial = serial;
            this.client = client;
            this.key = key;
            this.knownBefore = knownBefore;
        }

        /** What it must write. */
        public long serial() {
            return serial;
        }

        /** The client learns that it took effect, at this position of the log. Never called when the outcome is unknown. */
        public void acknowledged(long at) {
            isAcknowledged = true;
            isAt(at);
            learn(key, at);
            Session session = session(client, key);
            session.wrote = Math.max(session.wrote, at);
        }

        /** The client learns that this attempt never takes effect. */
        public void refused() {
            isRefused = true;
            if (position != 0) {
                report(Kind.PHANTOM, this + " was refused");
            }
        }

        /** After a refusal: the client tries once more. */
        public void again() {
            isRefused = false;
            knownBefore = known;
        }

        private void isAt(long at) {
            if (isRefused) {
                report(Kind.PHANTOM, this + " was refused, but is at " + at);
            } else if (position == 0) {
                place(at);
            } else if (position != at) {
                report(Kind.DUPLICATE, this + " is also at " + at);
            }
        }

        private void place(long at) {
            position = at;
            Write other = at(at);
            if (other != null) {
                boolean isLost = isAcknowledged || other.isAcknowledged;
                report(isLost ? Kind.LOST_ACKNOWLEDGEMENT : Kind.FORK, this + " is where " + other + " was");
            }
            if (at <= knownBefore) {
                report(Kind.REORDERED, this + " began when " + holder(knownBefore) + " was known");
            }
            put(at, this);
        }

        @Override
        public String toString() {
            return "write " + serial + " of client " + client + " to key " + key
                    + (isAcknowledged ? ", acknowledged" : "") + (position == 0 ? "" : ", at " + position);
        }
    }

    /** A read under way. */
    public final class Read {
        private final int client;
        private final int key;
        private final Promise promise;
        private final long knownBefore;
        private final long readBefore;
        private final long wroteBefore;

        private Read(int client, int key, Promise promise) {
            this.client = client;
            this.key = key;
            this.promise = promise;
            this.knownBefore = knownOf(key)[0];
            this.readBefore = session(client, key).read;
            this.wroteBefore = session(client, key).wrote;
        }

        /** The client is told the value and where in the log it was written; 0 and 0 when there is none. */
        public void returned(long serial, long position) {
            Write write = written(serial, position);
            if (write != null && write.key != key) {
                report(Kind.PHANTOM, this + " returned " + write);
            } else if (write != null) {
                write.isAt(position);
            }
            if (promise != Promise.ANY) {
                checkSession(serial, position);
            }
            learn(key, position);
            Session session = session(client, key);
            session.read = Math.max(session.read, position);
        }

        private void checkSession(long serial, long position) {
            if (position < wroteBefore) {
                report(Kind.MISSED_OWN_WRITE, misses(serial, position, wroteBefore));
            } else if (position < readBefore) {
                report(Kind.NON_MONOTONIC_READ, misses(serial, position, readBefore));
            } else if (position < knownBefore && promise == Promise.LINEARIZABLE) {
                report(Kind.STALE_READ, misses(serial, position, knownBefore));
            }
        }

        private String misses(long serial, long position, long missed) {
            return this + ": " + holds(key, serial, position) + ", but before it began " + holder(missed)
                    + " was known";
        }

        @Override
        public String toString() {
            return promise + " read of client " + client + " of key " + key;
        }
    }

    /** What one client knows of one key. */
    private static final class Session {
        private long read;
        private long wrote;
    }

    private @Nullable Write written(long serial, long position) {
        if (serial == 0 && position == 0) {
            return null;
        }
        if (serial < 1 || serial > writes.size() || position < 1) {
            report(Kind.PHANTOM, "nobody wrote " + serial + ", at " + position);
            return null;
        }
        return writes.get((int) serial - 1);
    }

    private void learn(int key, long position) {
        known = Math.max(known, position);
        long[] ofKey = knownOf(key);
        ofKey[0] = Math.max(ofKey[0], position);
    }

    private long[] knownOf(int key) {
        return knownOfKey.computeIfAbsent(key, unused -> new long[1]);
    }

    private Session session(int client, int key) {
        return sessions.computeIfAbsent((long) client << 32 | key, unused -> new Session());
    }

    private @Nullable Write at(long position) {
        return position < log.length ? log[(int) position] : null;
    }

    private void put(long position, Write write) {
        if (position >= log.length) {
            log = Arrays.copyOf(log, Math.toIntExact(Math.max(2L * log.length, position + 1)));
        }
        log[(int) position] = write;
    }

    private String holder(long position) {
        Write write = at(position);
        return write == null ? "position " + position : write.toString();
    }

    private static String holds(int key, long serial, long position) {
        return "key " + key + " holds " + (serial == 0 ? "nothing" : serial + " of position " + position);
    }

    private void report(Kind kind, String text) {
        report.accept(new Anomaly(kind, text));
    }
}
