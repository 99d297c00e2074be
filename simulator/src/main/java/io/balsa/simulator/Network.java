package io.balsa.simulator;

import io.balsa.simulator.machine.Link;
import io.balsa.simulator.machine.Message;
import io.balsa.simulator.machine.SimNetwork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a test does to the network, as a whole, to a link or to a message. Every direction between two nodes is a link of its
 * own. A message that is held waits for as long as it takes, whatever becomes of its sender and its receiver meanwhile.
 */
public final class Network {
    private final SimNetwork wires;
    private final Collection<Integer> ids;
    private final MessageReader reader = new MessageReader();

    Network(SimNetwork wires, Collection<Integer> ids) {
        this.wires = wires;
        this.ids = ids;
    }

    // Links.

    /** The direction from one node to another, to be made worse. */
    public Link link(int from, int to) {
        return wires.link(from, to);
    }

    /** Does something to every link between two nodes. */
    public void everyLink(Consumer<Link> action) {
        for (int from : ids) {
            for (int to : ids) {
                if (from != to) {
                    action.accept(link(from, to));
                }
            }
        }
    }

    /** Cuts one direction: what is sent or arrives there is lost, unnoticed. */
    public void cut(int from, int to) {
        link(from, to).cut(true);
    }

    /** Ends the cut of one direction. */
    public void heal(int from, int to) {
        link(from, to).cut(false);
    }

    /** Cuts every link from and to a node. */
    public void isolate(int id) {
        partition(List.of(id));
    }

    /** Cuts every link between these nodes and the others, both ways. */
    public void partition(Collection<Integer> island) {
        everyLink(link -> {
            if (island.contains(link.from()) != island.contains(link.to())) {
                link.cut(true);
            }
        });
    }

    /** Undoes everything that was done to any link; messages that are held stay held. */
    public void heal() {
        wires.links().forEach(Link::heal);
    }

    // Messages.

    /** Every message under way or held, in the order in which they were sent. */
    public List<InFlight> pending() {
        return pending(message -> true);
    }

    /** Messages under way or held that pass a test, in the order in which they were sent. */
    public List<InFlight> pending(Predicate<InFlight> test) {
        return wires.pending().stream().map(reader::read).filter(test).toList();
    }

    /** What a message says that an observer was shown. */
    public InFlight read(Message message) {
        return reader.read(message);
    }

    /**
     * Holds every message under way, and every one sent from now on, that passes a test, until the rule ends. Those that it
     * held stay held until they are let go.
     */
    public HoldRule hold(Predicate<InFlight> test) {
        Predicate<Message> rule = message -> test.test(reader.read(message));
        wires.hold(rule);
        wires.pending().stream().filter(rule).forEach(wires::keep);
        return new HoldRule(() -> wires.forget(rule));
    }

    /** A rule of {@link #hold(Predicate)}. */
    public static final class HoldRule implements AutoCloseable {
        private final Runnable end;

        private HoldRule(Runnable end) {
            this.end = end;
        }

        /** Nothing more is held by it. */
        @Override
        public void close() {
            end.run();
        }
    }

    /** Holds one message under way. */
    public void hold(long id) {
        wires.keep(find(id));
    }

    /** Lets a held message go: it takes as long as any other. */
    public void release(long id) {
        wires.release(find(id));
    }

    /** Has a message arrive now, even over a link that is cut. */
    public void deliver(long id) {
        wires.deliver(find(id));
    }

    /** A message will never arrive. */
    public void drop(long id) {
        wires.drop(find(id));
    }

    /** Sends a message once more. @return id of the copy */
    public long duplicate(long id) {
        return wires.duplicate(find(id)).id();
    }

    /** As {@link #release(long)}, for all held messages that pass a test. @return how many */
    public int release(Predicate<InFlight> test) {
        return each(test.and(InFlight::isHeld), wires::release);
    }

    /** As {@link #deliver(long)}, for all messages that pass a test, in the order in which they were sent. @return how many */
    public int deliver(Predicate<InFlight> test) {
        return each(test, wires::deliver);
    }

    /** As {@link #drop(long)}, for all messages that pass a test. @return how many */
    public int drop(Predicate<InFlight> test) {
        return each(test, wires::drop);
    }

    /** As {@link #duplicate(long)}, for all messages that pass a test. @return how many */
    public int duplicate(Predicate<InFlight> test) {
        return each(test, wires::duplicate);
    }

    private int each(Predicate<InFlight> test, Consumer<Message> action) {
        List<Message> chosen = new ArrayList<>();
        for (Message message : wires.pending()) {
            if (test.test(reader.read(message))) {
                chosen.add(message);
            }
        }
        chosen.forEach(action);
        return chosen.size();
    }

    private Message find(long id) {
        for (Message message : wires.pending()) {
            if (message.id() == id) {
                return message;
            }
        }
        throw new IllegalArgumentException("message " + id + " is not under way");
    }
}
