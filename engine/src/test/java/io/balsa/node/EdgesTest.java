package io.balsa.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.node.ResultBuffer.ResultTooLongException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Small parts around the loop. */
class EdgesTest {
    @Test
    void missingFlagsOfTheJvmAreAllNamed() throws Exception {
        assertThatCode(JvmFlags::checkForNode).doesNotThrowAnyException();
        assertThatCode(JvmFlags::checkForClient).doesNotThrowAnyException();
        Module other = ModuleLayer.boot().findModule("java.logging").orElseThrow();
        List<String> needed = Files.readAllLines(Path.of("..", "jvm.args")).stream()
                .filter(line -> line.startsWith("--add-"))
                .toList();

        assertThat(needed).hasSize(9);
        assertThatThrownBy(() -> JvmFlags.checkForNode(Object.class.getModule(), other))
                .hasMessageStartingWith("the JVM lacks " + String.join(" ", needed) + ": ");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessorThatIsNotThereIsRefusedByName() throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                CpuPin.pinCurrentThread(4095);
            } catch (IllegalStateException e) {
                failure.set(e);
            }
        });
        thread.join();
        assertThat(failure.get()).hasMessageContaining("balsa.loop.cpu = 4095").hasMessageContaining("errno 22");
    }

    @Test
    void resultsGrowToTheirLimitAndNoFurther() {
        ResultBuffer result = new ResultBuffer(1000);
        result.putLong(1)
                .putByte((byte) 2)
                .putBytes(new byte[900], 0, 900)
                .putBytes(new UnsafeBuffer(new byte[91]), 0, 91);

        assertThat(result.length()).isEqualTo(1000);
        assertThat(result.bytes().getByte(8)).isEqualTo((byte) 2);
        assertThatThrownBy(() -> result.putByte((byte) 0)).isInstanceOf(ResultTooLongException.class);
        assertThat(result.reset().length()).isZero();
    }
}
