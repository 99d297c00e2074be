package io.balsa.simulator.machine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** Carries messages between ends, late, twice, out of order or not at all, and keeps those that are held. */
public final class SimNetwork {
    /** Longest frame, bytes. */
    public static final int MAX_FRAME_LENGTH = 2 * 1024 * 1024;

    private final EventQueue time;
    private final Chance chance;
    private final Wire wire;
    private final Long2ObjectHashMap<Link> links = new Long2ObjectHashMap<>();
    private final List<Link> allLinks = new ArrayList<>();
    private final Int2ObjectHashMap<SimTransport> nodes = new Int2ObjectHashMap<>();
    private final List<Message> held = new ArrayList<>();
    private final List<Predicate<Message>> holds = new ArrayList<>();
    private final ArrayDeque<Message> pool = new ArrayDeque<>();
    private final List<Message> retired = new ArrayList<>();
    private final Long2ObjectHashMap<SimClientTransport> clients = new Long2ObjectHashMap<>();
    private long lastId;
    private long lastClientLink;
    private long minDelayNs;
    private long maxDelayNs;

    public SimNetwork(EventQueue time, Chance chance, Wire wire) {
        this.time = time;
        this.chance = chance;
        this.wire = wire;
    }

    /** How long frames take on every link, those to come included. */
    public void delay(long minNs, long maxNs) {
        allLinks.forEach(link -> link.delay(minNs, maxNs));
        minDelayNs = minNs;
        maxDelayNs = maxNs;
    }

    /** The direction from one node to another, for ever the same. */
    public Link link(int from, int to) {
        long key = (long) from << 32 | to;
        Link link = links.get(key);
        if (link == null) {
            link = new Link(from, to);
            link.delay(minDelayNs, maxDelayNs);
            links.put(key, link);
            allLinks.add(link);
        }
        return link;
    }

    /** Every direction that was ever used or asked for, in that order. */
    public List<Link> links() {
        return allLinks;
    }

    /** Where messages to a node go from now on; those that arrive while it is null are lost. */
    void attach(int nodeId, @Nullable SimTransport end) {
        if (end == null) {
            nodes.remove(nodeId);
            loseClientsOf(nodeId);
        } else {
            nodes.put(nodeId, end);
        }
    }

    /** A frame that fits now; null when the link refuses it. The sender puts its bytes and then has it {@link #leave}. */
    @Nullable
    Message begin(Link link) {
        return link.refuses(chance, time.nowNs()) ? null : take().address(++lastId, link.from(), link.to());
    }

    void leave(Message message, Link link) {
        if (link.loses(chance)) {
            message.lose();
            retire(message);
        } else {
            boolean twice = link.duplicates(chance);
            travel(message, link);
            if (twice) {
                duplicate(message);
            }
        }
        wire.onSent(message);
    }

    private void travel(Message message, Link link) {
        if (isToBeHeld(message)) {
            keep(message);
        } else {
            time.schedule(message, link.arrivalNs(chance, time.nowNs(), message.length()));
        }
    }

    private boolean isToBeHeld(Message message) {
        for (int i = 0; i < holds.size(); i++) {
            if (holds.get(i).test(message)) {
                return true;
            }
        }
        return false;
    }

    /** A message came. */
    void arrive(Message message) {
        if (!message.isDelivered() && link(message.from(), message.to()).isCut()) {
            lose(message);
        } else if (message.to() < 0) {
            arriveAtClient(message);
        } else {
            arriveAtNode(message);
        }
        wire.onArrived(message);
    }

    private void arriveAtNode(Message message) {
        SimTransport end = nodes.get(message.to());
        boolean isOfNoLink = message.from() < 0 && !clients.containsKey(message.clientLink());
        if (end == null || isOfNoLink) {
            lose(message);
        } else {
            end.receive(message);
        }
    }

    private void arriveAtClient(Message message) {
        SimClientTransport end = clients.get(message.clientLink());
        if (end == null) {
            lose(message);
        } else {
            end.receive(message);
        }
    }

    private void lose(Message message) {
        message.lose();
        retire(message);
    }

    // Links of remote clients: known by a number that is never used again.

    /** A link between a client and its node, if they reach each other now; 0 when not. */
    long linkClient(SimClientTransport client) {
        boolean isReached = nodes.containsKey(client.node())
                && !link(client.id(), client.node()).isCut()
                && !link(client.node(), client.id()).isCut();
        if (!isReached) {
            return 0;
        }
        clients.put(++lastClientLink, client);
        return lastClientLink;
    }

    /** The link is no more. {@code byClient}: who ended it; the other end is told. */
    void unlinkClient(long clientLink, boolean byClient) {
        SimClientTransport client = clients.remove(clientLink);
        if (client == null) {
            return;
        }
        SimTransport end = nodes.get(client.node());
        if (!byClient) {
            client.lose();
        } else if (end != null) {
            end.clientGone(clientLink);
        }
    }

    /** The client at the other end of a link to that node; null when the link is no more. */
    @Nullable
    SimClientTransport client(long clientLink, int nodeId) {
        SimClientTransport client = clients.get(clientLink);
        return client == null || client.node() != nodeId ? null : client;
    }

    private void loseClientsOf(int nodeId) {
        long[] all = new long[clients.size()];
        int count = 0;
        for (Long2ObjectHashMap<SimClientTransport>.KeyIterator at =
                        clients.keySet().iterator();
                at.hasNext(); ) {
            all[count++] = at.nextLong();
        }
        Arrays.sort(all);
        for (long clientLink : all) {
            if (client(clientLink, nodeId) != null) {
                unlinkClient(clientLink, false);
            }
        }
    }

    void taken(Message message) {
        retire(message);
        wire.onTaken(message);
    }

    /** The message is of no use any more; it stays readable until the end of the step. */
    void retire(Message message) {
        if (message.free()) {
            retired.add(message);
        }
    }

    /** A step ends: what was of use only in it is used again. */
    public void endStep() {
        for (int i = 0; i < retired.size(); i++) {
            pool.push(retired.get(i));
        }
        retired.clear();
    }

    private Message take() {
        Message message = pool.poll();
        return message == null ? new Message(this) : message;
    }

    // For whoever interferes.

    /** Messages under way or held, ordered by id. */
    public List<Message> pending() {
        List<Message> pending = time.waiting(Message.class);
        pending.addAll(held);
        pending.sort(Comparator.comparingLong(Message::id));
        return pending;
    }

    /** What is sent from now on and passes the test is held. */
    public void hold(Predicate<Message> test) {
        holds.add(test);
    }

    /** The test holds nothing from now on; what it held stays held. */
    public void forget(Predicate<Message> test) {
        holds.remove(test);
    }

    /** Holds a message that is under way, until further notice. */
    public void keep(Message message) {
        time.cancel(message);
        if (!message.isHeld()) {
            message.hold(true);
            held.add(message);
        }
    }

    /** Lets a held message go; it takes as long as any other. */
    public void release(Message message) {
        letGo(message);
        Link link = link(message.from(), message.to());
        time.schedule(message, link.arrivalNs(chance, time.nowNs(), message.length()));
    }

    /** Has a message arrive now, whatever the link is like. */
    public void deliver(Message message) {
        letGo(message);
        message.deliver();
        time.schedule(message, time.nowNs());
    }

    /** A message will never arrive. */
    public void drop(Message message) {
        letGo(message);
        time.cancel(message);
        message.lose();
        retire(message);
    }

    /** Sends a message once more. @return the copy, with an id of its own */
    public Message duplicate(Message message) {
        Message copy = take().address(++lastId, message.from(), message.to());
        copy.clientLink(message.clientLink());
        DirectBuffer frame = message.frame();
        copy.put(frame, 0, message.length());
        travel(copy, link(message.from(), message.to()));
        return copy;
    }

    private void letGo(Message message) {
        if (message.isHeld()) {
            message.hold(false);
            held.remove(message);
        }
    }
}
