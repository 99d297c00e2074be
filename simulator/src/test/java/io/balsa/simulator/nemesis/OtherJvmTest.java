package io.balsa.simulator.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same seed is the same run in another JVM: one that compiles, collects, hashes and formats otherwise. */
class OtherJvmTest {
    private static final long SEEDS = 3;

    /** Writes the hashes of seeds to a file. Runs in the other JVM. */
    static final class Hashes {
        private Hashes() {}

        public static void main(String[] file) throws IOException {
            Files.write(Path.of(file[0]), hashes());
        }
    }

    private static List<String> hashes() {
        return LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> Run.of(Nemesis.draw(seed)))
                .map(result -> Long.toHexString(result.traceHash()) + " " + result.isOk())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xint -XX:+UseSerialGC -Xmx160m -Duser.language=tr -Duser.timezone=Asia/Kathmandu"
                        + " -Dfile.encoding=UTF-16",
                "-XX:TieredStopAtLevel=1 -XX:+UseParallelGC -XX:+UnlockExperimentalVMOptions -XX:hashCode=2 -Xmx512m"
                        + " -Duser.language=ar -Duser.country=EG -Duser.timezone=America/St_Johns"
            })
    void theSameSeedHasTheSameTraceHash(String flags, @TempDir Path scratch) throws IOException, InterruptedException {
        assertThat(hashesOfAnother(flags, scratch.resolve("hashes"))).isEqualTo(hashes());
    }

    private static List<String> hashesOfAnother(String flags, Path file) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of(System.getProperty("repository.root")).resolve("jvm.args")));
        command.addAll(List.of(flags.split(" ")));
        String usual = System.getProperty("java.class.path");
        command.addAll(List.of(
                "-cp", System.getProperty("surefire.test.class.path", usual), Hashes.class.getName(), file.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(told).isZero();
        return Files.readAllLines(file);
    }
}
