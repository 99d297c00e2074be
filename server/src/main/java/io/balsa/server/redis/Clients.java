package io.balsa.server.redis;

import java.util.Collection;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The connections that are open, ordered by id. Any thread. */
final class Clients {
    private final ConcurrentSkipListMap<Long, Connection> byId = new ConcurrentSkipListMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final int limit;

    Clients(int limit) {
        this.limit = limit;
    }

    /** Takes a place; false when there is none. */
    boolean reserve() {
        if (count.incrementAndGet() > limit) {
            count.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Gives a place back that no connection took. */
    void release() {
        count.decrementAndGet();
    }

    void add(Connection connection) {
        byId.put(connection.session().id, connection);
    }

    void remove(Connection connection) {
        if (byId.remove(connection.session().id) != null) {
            count.decrementAndGet();
        }
    }

    Collection<Connection> all() {
        return byId.values();
    }

    int count() {
        return count.get();
    }
}
