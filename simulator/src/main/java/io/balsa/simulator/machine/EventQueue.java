package io.balsa.simulator.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Virtual time, and what is going to happen in it: a binary heap ordered by time, then by the order of scheduling.
 * Most of what happens has itself happen again soon: so the top, once taken, is filled only when somebody needs it. */
public final class EventQueue {
    private Event[] heap = new Event[64];
    private int size;
    private boolean isTopTaken;
    private long lastNumber;
    private long nowNs;

    /** Virtual time since the beginning. */
    public long nowNs() {
        return nowNs;
    }

    public int size() {
        return isTopTaken ? size - 1 : size;
    }

    /** When the next event happens; {@link Long#MAX_VALUE} when there is none. */
    public long nextTimeNs() {
        fillTop();
        return size == 0 ? Long.MAX_VALUE : heap[0].timeNs;
    }

    /** Has an event happen then, or now if that is past; one that waits already is moved. */
    public void schedule(Event event, long timeNs) {
        event.timeNs = Math.max(timeNs, nowNs);
        event.number = ++lastNumber;
        if (event.place != Event.NOWHERE) {
            fillTop();
            settle(event);
        } else if (isTopTaken) {
            isTopTaken = false;
            place(event, 0);
            sink(event);
        } else {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            place(event, size++);
            rise(event);
        }
    }

    /** Has an event happen after so long. */
    public void scheduleIn(Event event, long delayNs) {
        schedule(event, nowNs + delayNs);
    }

    /** The event will not happen; nothing when it does not wait. */
    public void cancel(Event event) {
        if (event.place == Event.NOWHERE) {
            return;
        }
        fillTop();
        int at = event.place;
        event.place = Event.NOWHERE;
        Event last = heap[--size];
        heap[size] = null;
        if (last != event) {
            place(last, at);
            settle(last);
        }
    }

    /** Takes the next event, and time moves there; null when there is none. */
    @Nullable
    public Event take() {
        fillTop();
        if (size == 0) {
            return null;
        }
        Event next = heap[0];
        next.place = Event.NOWHERE;
        isTopTaken = true;
        nowNs = next.timeNs;
        return next;
    }

    /** Time moves on without an event. */
    public void passTo(long timeNs) {
        nowNs = Math.max(nowNs, Math.min(timeNs, nextTimeNs()));
    }

    /** What waits, of one kind, in the order in which it will happen. */
    public <T extends Event> List<T> waiting(Class<T> kind) {
        fillTop();
        List<T> found = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (kind.isInstance(heap[i])) {
                found.add(kind.cast(heap[i]));
            }
        }
        found.sort(Comparator.<T>comparingLong(event -> event.timeNs).thenComparingLong(event -> event.number));
        return found;
    }

    private void fillTop() {
        if (isTopTaken) {
            isTopTaken = false;
            Event last = heap[--size];
            heap[size] = null;
            if (size > 0) {
                place(last, 0);
                sink(last);
            }
        }
    }

    private void settle(Event event) {
        rise(event);
        sink(event);
    }

    private void rise(Event event) {
        int at = event.place;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!event.isBefore(heap[parent])) {
                break;
            }
            place(heap[parent], at);
            at = parent;
        }
        place(event, at);
    }

    private void sink(Event event) {
        int at = event.place;
        for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && heap[child + 1].isBefore(heap[child])) {
                child++;
            }
            if (!heap[child].isBefore(event)) {
                break;
            }
            place(heap[child], at);
            at = child;
        }
        place(event, at);
    }

    private void place(Event event, int at) {
        heap[at] = event;
        event.place = at;
    }
}
