package io.balsa.server.chaos;

import io.balsa.server.chaos.KeyClient.NotApplied;
import io.balsa.server.chaos.KeyClient.OutcomeUnknown;
import io.balsa.server.cluster.NodeProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** All workers, and the last look at every key they ever wrote. */
final class Workload {
    private final List<Worker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<InetSocketAddress> nodes;
    private final KeyClient.Connector connector;
    private final Findings findings;

    Workload(List<NodeProcess> nodes, KeyClient.Connector connector, Findings findings) {
        this.connector = connector;
        this.findings = findings;
        this.nodes = nodes.stream().map(NodeProcess::address).toList();
    }

    void start(int count, SplittableRandom seeds) {
        for (int i = 0; i < count; i++) {
            Worker worker = new Worker(i, nodes, connector, findings, seeds.nextLong());
            workers.add(worker);
            threads.add(Thread.ofVirtual().name("worker-" + i).start(worker::run));
        }
    }

    /** Every worker's next read goes to that node. */
    void readFrom(NodeProcess node) {
        int index = nodes.indexOf(node.address());
        workers.forEach(worker -> worker.readFrom(index));
    }

    void stop() throws InterruptedException {
        workers.forEach(Worker::stop);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Reads every key from that node. @return how many */
    long check(NodeProcess node) throws IOException {
        long count = 0;
        try (KeyClient client = connector.connect(node.address())) {
            for (Worker worker : workers) {
                for (KeyHistory history : worker.histories()) {
                    String problem = history.problemWith(client.get(history.key));
                    if (problem != null) {
                        findings.violation("at the end, from node " + node.id() + ": " + problem);
                    }
                    count++;
                }
            }
        } catch (NotApplied | OutcomeUnknown e) {
            throw new IOException("reading all keys from node " + node.id() + " failed: " + e.getMessage(), e);
        }
        return count;
    }
}
