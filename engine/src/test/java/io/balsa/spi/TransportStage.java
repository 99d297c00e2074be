package io.balsa.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A network, what is open on it and what arrived there. One thread turns all ends, as their loops would. */
@Timeout(60)
abstract class TransportStage {
    private static final int LIMIT = 64;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(20);

    final Map<Integer, Transport> nodes = new HashMap<>();
    final Map<Integer, RecordedFrames> heard = new HashMap<>();
    final Map<ClientTransport, RecordedFrames> clients = new HashMap<>();
    final Set<Integer> deaf = new HashSet<>();
    TransportFixture fixture;

    /** A network on which nothing is open. */
    protected abstract TransportFixture fixture();

    @BeforeEach
    void openFixture() {
        fixture = fixture();
    }

    @AfterEach
    void closeFixture() {
        fixture.close();
    }

    /** Opens members and connects them. */
    final void start(int... ids) {
        for (int id : ids) {
            Transport node = fixture.open(id);
            nodes.put(id, node);
            heard.put(id, new RecordedFrames());
            node.connect(fixture.membership());
        }
    }

    String address(int nodeId) {
        return fixture.membership().find(nodeId).address();
    }

    /** One turn of everybody's loop. */
    void turn() {
        nodes.forEach((id, node) -> {
            if (!deaf.contains(id)) {
                node.poll(heard.get(id), LIMIT);
            }
            node.flush();
        });
        clients.forEach((client, frames) -> {
            client.poll(frames, LIMIT);
            client.flush();
        });
    }

    void until(BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadlineNs).as("waited too long").isNegative();
            turn();
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] numbered(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
