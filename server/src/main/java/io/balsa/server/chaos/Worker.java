package io.balsa.server.chaos;

import io.balsa.server.chaos.KeyClient.NotApplied;
import io.balsa.server.chaos.KeyClient.OutcomeUnknown;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes one key after the other, each many times, by SET and by INCR, and reads it in between: a linearizable read must give
 * exactly what was acknowledged last. One virtual thread; its histories may be read once it has ended.
 */
final class Worker {
    private static final int WRITES_PER_KEY = 300;
    private static final long ELSEWHERE_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final int number;
    private final List<InetSocketAddress> nodes;
    private final KeyClient.Connector connector;
    private final Findings findings;
    private final SplittableRandom random;
    private final List<KeyHistory> histories = new ArrayList<>();
    private KeyHistory current;
    private int nodeIndex;
    private @Nullable KeyClient client;
    private volatile boolean stopped;

    Worker(int number, List<InetSocketAddress> nodes, KeyClient.Connector connector, Findings findings, long seed) {
        this.number = number;
        this.nodes = nodes;
        this.connector = connector;
        this.findings = findings;
        this.random = new SplittableRandom(seed);
        this.nodeIndex = number % nodes.size();
        this.current = nextKey();
    }

    List<KeyHistory> histories() {
        return histories;
    }

    /** Ends after the present command. Any thread. */
    void stop() {
        stopped = true;
    }

    void run() {
        try {
            while (!stopped) {
                attempt();
            }
        } catch (RuntimeException e) {
            // A worker that ends early checks nothing: that must not look like success.
            findings.violation("worker " + number + " ended: " + e);
        } finally {
            disconnect();
        }
    }

    private void attempt() {
        try {
            step(connected());
        } catch (NotApplied e) {
            findings.refusals.increment();
            goElsewhere();
        } catch (OutcomeUnknown e) {
            goElsewhere();
        }
    }

    private void step(KeyClient connected) throws NotApplied, OutcomeUnknown {
        if (random.nextInt(4) == 0) {
            read(connected);
        } else {
            write(connected);
        }
        if (current.acknowledged() >= WRITES_PER_KEY) {
            current = nextKey();
        }
    }

    private void read(KeyClient connected) throws NotApplied, OutcomeUnknown {
        String problem = current.problemWith(connected.get(current.key));
        findings.reads.increment();
        if (problem != null) {
            findings.violation("read: " + problem);
            current = nextKey();
        }
    }

    private void write(KeyClient connected) throws NotApplied, OutcomeUnknown {
        long next = current.next();
        try {
            if (random.nextBoolean()) {
                connected.set(current.key, next);
            } else {
                long sum = connected.increment(current.key);
                if (sum != next) {
                    findings.violation("increment: " + current.key + " became " + sum + " instead of " + next);
                    histories.remove(current);
                    current = nextKey();
                    return;
                }
            }
            current.onAcknowledged();
            findings.acknowledged.increment();
        } catch (OutcomeUnknown e) {
            findings.doubts.increment();
            current.onDoubt();
            current = nextKey();
            throw e;
        }
    }

    private KeyHistory nextKey() {
        KeyHistory history = new KeyHistory("chaos:" + number + ":" + histories.size());
        histories.add(history);
        return history;
    }

    private KeyClient connected() throws NotApplied {
        KeyClient connected = client;
        if (connected == null) {
            connected = connector.connect(nodes.get(nodeIndex));
            client = connected;
        }
        return connected;
    }

    private void goElsewhere() {
        disconnect();
        nodeIndex = random.nextInt(nodes.size());
        LockSupport.parkNanos(ELSEWHERE_NS);
    }

    private void disconnect() {
        KeyClient connected = client;
        if (connected != null) {
            connected.close();
            client = null;
        }
    }
}
