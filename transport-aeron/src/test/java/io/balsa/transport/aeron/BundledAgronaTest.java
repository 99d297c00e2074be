package io.balsa.transport.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * aeron-all carries Agrona's classes under their own names, so two copies are on the class path. They must be of one
 * release; there is no class that states a version, so the classes themselves are compared.
 */
class BundledAgronaTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org/agrona/UnsafeApi.class",
                "org/agrona/BufferUtil.class",
                "org/agrona/concurrent/UnsafeBuffer.class",
                "org/agrona/concurrent/AgentInvoker.class",
                "org/agrona/concurrent/ringbuffer/ManyToOneRingBuffer.class"
            })
    void bothCopiesAreEqual(String resource) throws IOException {
        List<byte[]> copies = new ArrayList<>();
        for (URL url : Collections.list(getClass().getClassLoader().getResources(resource))) {
            try (InputStream copy = url.openStream()) {
                copies.add(copy.readAllBytes());
            }
        }
        assertThat(copies).hasSize(2);
        assertThat(copies.getFirst()).isEqualTo(copies.getLast());
    }
}
