package io.balsa.server.chaos;

import io.balsa.server.chaos.KeyClient.NotApplied;
import io.balsa.server.chaos.KeyClient.OutcomeUnknown;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes one key after the other, each many times, by SET and by INCR, and reads it in between through another node, which
 * need not have heard of the last write: a linearizable read must give exactly what was acknowledged last. One virtual thread;
 * its histories may be read once it has ended.
 */
final class Worker {
    private static final int WRITES_PER_KEY = 300;
    private static final int NONE = -1;
    private static final long ELSEWHERE_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final int number;
    private final int nodes;
    private final Link writes;
    private final Link reads;
    private final Findings findings;
    private final SplittableRandom random;
    private final List<KeyHistory> histories = new ArrayList<>();
    private final AtomicInteger awakened = new AtomicInteger(NONE);
    private KeyHistory current;
    private volatile boolean stopped;

    Worker(int number, List<InetSocketAddress> nodes, KeyClient.Connector connector, Findings findings, long seed) {
        this.number = number;
        this.nodes = nodes.size();
        this.findings = findings;
        this.random = new SplittableRandom(seed);
        this.writes = new Link(nodes, connector, number % nodes.size());
        this.reads = new Link(nodes, connector, otherNode());
        this.current = nextKey();
    }

    List<KeyHistory> histories() {
        return histories;
    }

    /** Ends after the present command. Any thread. */
    void stop() {
        stopped = true;
    }

    /** The next read goes to that node, which stood still meanwhile. Any thread. */
    void readFrom(int node) {
        awakened.set(node);
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
            writes.close();
            reads.close();
        }
    }

    private void attempt() {
        try {
            step();
        } catch (NotApplied e) {
            findings.refusals.increment();
            goElsewhere();
        } catch (OutcomeUnknown e) {
            goElsewhere();
        }
    }

    private void step() throws NotApplied, OutcomeUnknown {
        int node = awakened.getAndSet(NONE);
        if (node != NONE) {
            reads.moveTo(node);
            read();
            findings.awakenedReads.increment();
        } else if (random.nextInt(4) == 0) {
            read();
        } else {
            write();
        }
        if (current.acknowledged() >= WRITES_PER_KEY) {
            current = nextKey();
            reads.moveTo(otherNode());
        }
    }

    private void read() throws NotApplied, OutcomeUnknown {
        String problem = current.problemWith(reads.client().get(current.key));
        findings.reads.increment();
        if (problem != null) {
            findings.violation("read: " + problem);
            current = nextKey();
        }
    }

    private void write() throws NotApplied, OutcomeUnknown {
        KeyClient connected = writes.client();
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

    private void goElsewhere() {
        writes.moveTo(random.nextInt(nodes));
        reads.moveTo(otherNode());
        LockSupport.parkNanos(ELSEWHERE_NS);
    }

    /** Any but the one that is written to, unless there is no other. */
    private int otherNode() {
        return nodes == 1 ? 0 : (writes.node() + 1 + random.nextInt(nodes - 1)) % nodes;
    }
}
