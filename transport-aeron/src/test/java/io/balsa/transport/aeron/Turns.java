package io.balsa.transport.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.spi.ClientTransport;
import io.balsa.spi.RecordedFrames;
import io.balsa.spi.Transport;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/** Turns transports until something holds. */
final class Turns {
    private Turns() {}

    static boolean turn(Transport node, ClientTransport client) {
        return turn(node, new RecordedFrames()) && turn(client, new RecordedFrames());
    }

    static boolean turn(Transport node, RecordedFrames heard) {
        node.poll(heard, 10);
        node.flush();
        return true;
    }

    static boolean turn(ClientTransport client, RecordedFrames heard) {
        client.poll(heard, 10);
        client.flush();
        return true;
    }

    static boolean send(Transport from, int to) {
        return from.send(to, new UnsafeBuffer(new byte[8]), 0, 8);
    }

    static boolean send(ClientTransport from) {
        return from.send(new UnsafeBuffer(new byte[8]), 0, 8);
    }

    static void until(BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadlineNs).as("waited too long").isNegative();
        }
    }
}
