package io.balsa.server.demo;

import io.balsa.server.client.RedisClient;
import io.balsa.server.cluster.NodeProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads every key of a load back and compares it with what the writers were told. */
final class LossCheck {
    private static final int BATCH = 256;
    private static final int SHOWN = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private long checked;
    private long lost;
    private long wrong;
    private long unknown;
    private long unknownApplied;
    private final List<String> examples = new ArrayList<>();

    /** Reads from one node, linearizably. */
    static LossCheck of(Load load, NodeProcess node) throws IOException {
        LossCheck check = new LossCheck();
        try (RedisClient client = node.connect(PATIENCE)) {
            for (Writer writer : load.writers()) {
                int end = Math.max(
                        writer.acknowledged().length(), writer.unknown().length());
                for (int from = 0; from < end; from += BATCH) {
                    check.check(client, writer, from, Math.min(end, from + BATCH));
                }
            }
        }
        return check;
    }

    boolean isClean() {
        return lost == 0 && wrong == 0;
    }

    @Override
    public String toString() {
        String text = checked + " acknowledged writes read back: " + lost + " lost, " + wrong + " wrong";
        String maybe =
                unknown == 0 ? "" : "; of " + unknown + " with unknown outcome " + unknownApplied + " were applied";
        return text + maybe + (examples.isEmpty() ? "" : "; for example " + String.join(", ", examples));
    }

    private void check(RedisClient client, Writer writer, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            client.send("GET", writer.key(i));
        }
        client.flush();
        for (int i = from; i < to; i++) {
            Object value = client.receive();
            if (value != null && !(value instanceof String)) {
                throw new IOException("reading " + writer.key(i) + " back gave " + value);
            }
            compare(writer, i, value);
        }
    }

    private void compare(Writer writer, int i, @Nullable Object value) {
        boolean right = writer.value(i).equals(value);
        if (writer.acknowledged().get(i)) {
            checked++;
            lost += value == null ? 1 : 0;
        } else if (writer.unknown().get(i)) {
            unknown++;
            unknownApplied += right ? 1 : 0;
        }
        if (value != null && !right) {
            wrong++;
        }
        boolean bad = value == null ? writer.acknowledged().get(i) : !right;
        if (bad && examples.size() < SHOWN) {
            examples.add(writer.key(i) + " is " + value);
        }
    }
}
