package io.balsa.server.chaos;

import io.balsa.server.chaos.KeyClient.NotApplied;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A worker's connection to one node, made when it is needed. The worker's own thread. */
final class Link {
    private final List<InetSocketAddress> nodes;
    private final KeyClient.Connector connector;
    private int node;
    private @Nullable KeyClient client;

    Link(List<InetSocketAddress> nodes, KeyClient.Connector connector, int node) {
        this.nodes = nodes;
        this.connector = connector;
        this.node = node;
    }

    int node() {
        return node;
    }

    KeyClient client() throws NotApplied {
        KeyClient connected = client;
        if (connected == null) {
            connected = connector.connect(nodes.get(node));
            client = connected;
        }
        return connected;
    }

    /** Leaves the connection; the next one goes to that node, which may be the same. */
    void moveTo(int next) {
        close();
        node = next;
    }

    void close() {
        KeyClient connected = client;
        if (connected != null) {
            connected.close();
            client = null;
        }
    }
}
