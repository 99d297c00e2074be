package io.balsa.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.spi.Journal;
import io.balsa.spi.Recovered;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process, writing so much that it rolls all the time, is killed again and again over one directory. */
class KilledProcessTest {
    private static final int KILLS = Integer.getInteger("kills", 3);

    @TempDir
    private Path directory;

    private Path acknowledged;

    @Test
    void nothingAcknowledgedIsLostToKillNine() throws IOException, InterruptedException {
        for (Durability durability : Durability.values()) {
            Path data = directory.resolve(durability.name());
            acknowledged = Files.write(directory.resolve("acknowledged-" + durability), new byte[Long.BYTES]);
            for (int kill = 0; kill < KILLS; kill++) {
                killWhileWriting(data, durability, kill);
                check(data, kill + 1);
            }
        }
    }

    private void killWhileWriting(Path data, Durability durability, int seed) throws IOException, InterruptedException {
        Process process = start(data, durability, seed);
        try {
            long until = acknowledged() + 200 + new Random(seed).nextInt(800);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> acknowledged() >= until || !process.isAlive());
            assertThat(process.isAlive()).as("writer still runs").isTrue();
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Process start(Path data, Durability durability, int seed) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + Path.of(System.getProperty("repository.root"), "jvm.args"),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        CrashingWriter.class.getName(),
                        data.toString(),
                        acknowledged.toString(),
                        durability.name(),
                        Integer.toString(seed))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output-" + durability + seed).toFile())
                .start();
    }

    private long acknowledged() throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(acknowledged))
                .order(ByteOrder.BIG_ENDIAN)
                .getLong();
    }

    private void check(Path data, int lives) throws IOException {
        long least = acknowledged();
        Directories.Held held = Directories.inspect(data);
        Recovered recovered = held.recovered();
        assertThat(recovered.lastIndex()).isGreaterThanOrEqualTo(least);
        for (int index = 1; index <= recovered.lastIndex(); index++) {
            assertThat(held.payloads().get(index - 1)).startsWith(index + "@" + termOf(recovered, index));
        }
        try (Journal journal = ChronicleJournal.open(Directories.IDENTITY, Directories.config(data))) {
            assertThat(journal.recovered().incarnation()).isEqualTo(2L * lives);
            assertThat(journal.recovered().lastIndex()).isEqualTo(recovered.lastIndex());
        }
    }

    private static long termOf(Recovered recovered, long index) {
        long term = 0;
        for (Recovered.TermRun run : recovered.runs()) {
            term = run.firstIndex() <= index ? run.term() : term;
        }
        return term;
    }
}
