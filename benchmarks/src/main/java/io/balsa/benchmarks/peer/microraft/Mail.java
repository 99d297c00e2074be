package io.balsa.benchmarks.peer.microraft;

import io.microraft.RaftEndpoint;
import io.microraft.RaftNode;
import io.microraft.model.message.RaftMessage;
import io.microraft.transport.Transport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hands messages over within the process: to a node's own executor, which handles them later. */
final class Mail implements Transport {
    private final Map<RaftEndpoint, RaftNode> nodes = new ConcurrentHashMap<>();

    void deliverTo(RaftEndpoint endpoint, RaftNode node) {
        nodes.put(endpoint, node);
    }

    @Override
    public void send(RaftEndpoint target, RaftMessage message) {
        RaftNode node = nodes.get(target);
        if (node != null) {
            node.handle(message);
        }
    }

    @Override
    public boolean isReachable(RaftEndpoint endpoint) {
        return nodes.containsKey(endpoint);
    }
}
