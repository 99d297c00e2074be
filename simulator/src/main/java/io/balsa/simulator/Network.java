package io.balsa.simulator;

import io.balsa.simulator.machine.Link;
import io.balsa.simulator.machine.SimNetwork;
import java.util.Collection;

/** What a test does to the network. Every direction between two nodes is a link of its own. */
public final class Network {
    private final SimNetwork wires;
    private final Collection<Integer> ids;

    Network(SimNetwork wires, Collection<Integer> ids) {
        this.wires = wires;
        this.ids = ids;
    }

    /** The direction from one node to another, to be made worse. */
    public Link link(int from, int to) {
        return wires.link(from, to);
    }

    /** Cuts one direction: what is sent or under way there is lost, unnoticed. */
    public void cut(int from, int to) {
        link(from, to).cut(true);
    }

    /** Ends the cut of one direction. */
    public void heal(int from, int to) {
        link(from, to).cut(false);
    }

    /** Cuts every link from and to a node. */
    public void isolate(int id) {
        for (int other : ids) {
            if (other != id) {
                cut(id, other);
                cut(other, id);
            }
        }
    }

    /** Undoes everything that was done to any link; messages that are held stay held. */
    public void heal() {
        wires.links().forEach(Link::heal);
    }
}
