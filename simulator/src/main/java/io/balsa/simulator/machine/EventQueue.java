package io.balsa.simulator.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Virtual time, and what is going to happen in it: a binary heap ordered by time, then by the order of scheduling.
 * Most of what happens has itself happen again soon: so the top, once taken, is filled only when somebody needs it. Times
 * stand beside each other, so that ordering events seldom looks into them. */
public final class EventQueue {
    private Event[] heap = new Event[64];
    private long[] timesNs = new long[heap.length];
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
        return size == 0 ? Long.MAX_VALUE : timesNs[0];
    }

    /** Has an event happen then, or now if that is past; one that waits already is moved. */
    public void schedule(Event event, long timeNs) {
        boolean waits = event.place != Event.NOWHERE;
        if (waits) {
            // Before the event is where it does not belong.
            fillTop();
        }
        event.timeNs = Math.max(timeNs, nowNs);
        event.number = ++lastNumber;
        if (waits) {
            settle(event);
        } else if (isTopTaken) {
            isTopTaken = false;
            place(event, 0);
            sink(event);
        } else {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
                timesNs = Arrays.copyOf(timesNs, size * 2);
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
            if (isBefore(parent, event)) {
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
            if (child + 1 < size && isBefore(child + 1, child)) {
                child++;
            }
            if (!isBefore(child, event)) {
                break;
            }
            place(heap[child], at);
            at = child;
        }
        place(event, at);
    }

    /** At one moment, what was scheduled first comes first. */
    private boolean isBefore(int at, int other) {
        return timesNs[at] != timesNs[other] ? timesNs[at] < timesNs[other] : heap[at].number < heap[other].number;
    }

    private boolean isBefore(int at, Event other) {
        return timesNs[at] != other.timeNs ? timesNs[at] < other.timeNs : heap[at].number < other.number;
    }

    private void place(Event event, int at) {
        heap[at] = event;
        timesNs[at] = event.timeNs;
        event.place = at;
    }
}
