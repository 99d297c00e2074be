package io.balsa.server.demo;

import io.balsa.server.client.ErrorReply;
import io.balsa.server.client.RedisClient;
import io.balsa.server.cluster.NodeProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** One writer of a {@link Load}. One virtual thread; the results may be read when it has ended. */
final class Writer {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long HIGHEST_US = TimeUnit.MINUTES.toMicros(1);

    private final Load load;
    private final int number;
    private final List<NodeProcess> nodes;
    private final Load.Plan plan;
    private final String padding;
    private final Histogram calmLatencies = histogram();
    private final BitSet acknowledged = new BitSet();
    private final BitSet unknown = new BitSet();
    /** Certainly not applied: to be sent again. */
    private final ArrayDeque<Integer> again = new ArrayDeque<>();

    private int next;
    private int nodeIndex;
    private @Nullable RedisClient client;

    Writer(Load load, int number, List<NodeProcess> nodes, Load.Plan plan) {
        this.load = load;
        this.number = number;
        this.nodes = nodes;
        this.plan = plan;
        this.nodeIndex = number % nodes.size();
        this.padding = "-".repeat(plan.valueBytes());
    }

    /** Microseconds, three digits. */
    static Histogram histogram() {
        return new Histogram(HIGHEST_US, 3);
    }

    int number() {
        return number;
    }

    Histogram calmLatencies() {
        return calmLatencies;
    }

    /** Which of this writer's keys the server said were set. */
    BitSet acknowledged() {
        return acknowledged;
    }

    /** Which of this writer's keys may have been set or not. */
    BitSet unknown() {
        return unknown;
    }

    String key(int i) {
        return "key:" + number + ":" + i;
    }

    String value(int i) {
        String value = number + "/" + i;
        return value + padding.substring(Math.min(padding.length(), value.length()));
    }

    void run() {
        try {
            while (next < plan.perWriter() || !again.isEmpty()) {
                List<Integer> batch = batch();
                RedisClient connected = connect();
                if (connected == null) {
                    again.addAll(batch);
                } else {
                    exchange(connected, batch);
                }
            }
        } finally {
            disconnect();
        }
    }

    private List<Integer> batch() {
        List<Integer> batch = new ArrayList<>(plan.batch());
        while (batch.size() < plan.batch() && !again.isEmpty()) {
            batch.add(again.remove());
        }
        while (batch.size() < plan.batch() && next < plan.perWriter()) {
            batch.add(next++);
        }
        return batch;
    }

    private @Nullable RedisClient connect() {
        if (client == null) {
            NodeProcess node = nodes.get(nodeIndex);
            try {
                client = node.connect(PATIENCE);
            } catch (IOException e) {
                goElsewhere();
            }
        }
        return client;
    }

    private void exchange(RedisClient connected, List<Integer> batch) {
        int answered = 0;
        boolean refused = false;
        try {
            for (int i : batch) {
                connected.send("SET", key(i), value(i));
            }
            boolean calm = load.isCalm();
            long sentNs = System.nanoTime();
            connected.flush();
            for (int i : batch) {
                refused |= !onAnswer(i, connected.receive(), sentNs, calm);
                answered++;
            }
        } catch (IOException e) {
            // Whatever was sent and not answered may have been applied.
            batch.subList(answered, batch.size()).forEach(this::onUnknown);
            goElsewhere();
        }
        if (refused) {
            goElsewhere();
        }
    }

    /** @return whether the node could do something with it */
    private boolean onAnswer(int i, @Nullable Object answer, long sentNs, boolean calm) {
        if (answer instanceof ErrorReply error) {
            if (error.isRetryable()) {
                again.add(i);
            } else {
                onUnknown(i);
            }
            return false;
        }
        long nowNs = System.nanoTime();
        acknowledged.set(i);
        load.onAcknowledged(sentNs, nowNs);
        if (calm) {
            calmLatencies.recordValue(Math.min(HIGHEST_US, (nowNs - sentNs) / 1000));
        }
        return true;
    }

    private void onUnknown(int i) {
        unknown.set(i);
        load.settled.increment();
    }

    private void goElsewhere() {
        disconnect();
        nodeIndex = (nodeIndex + 1) % nodes.size();
        LockSupport.parkNanos(RETRY_NS);
    }

    private void disconnect() {
        RedisClient connected = client;
        if (connected != null) {
            connected.close();
            client = null;
        }
    }
}
