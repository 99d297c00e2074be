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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real process, writing so much that it rolls all the time, is killed again and again over one directory. */
class KilledProcessTest {
    /** For each test and durability; {@code -Dkill-seconds=600} looks longer. */
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("kill-seconds", 8));

    private static final int SIGKILLED = 128 + 9;

    @TempDir
    private Path directory;

    private Path data;
    private Path acknowledged;
    private long startedNs;

    @ParameterizedTest
    @EnumSource
    void nothingAcknowledgedIsLostToKillNine(Durability durability) throws IOException, InterruptedException {
        begin();
        for (int kill = 0; kill < 3 || isTimeLeft(); kill++) {
            killWhileWriting(durability, kill);
            check(kill + 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingAcknowledgedIsLostToKillNineAtARoll(Durability durability) throws IOException, InterruptedException {
        begin();
        SelfKill.Moment[] moments = SelfKill.Moment.values();
        for (int kill = 0; kill < moments.length || isTimeLeft(); kill++) {
            Process process = start(durability, kill, moments[kill % moments.length].name());
            try {
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(process.exitValue()).as(output(kill)).isEqualTo(SIGKILLED);
            check(kill + 1);
        }
    }

    private void begin() throws IOException {
        data = directory.resolve("data");
        acknowledged = Files.write(directory.resolve("acknowledged"), new byte[Long.BYTES]);
        startedNs = System.nanoTime();
    }

    private boolean isTimeLeft() {
        return System.nanoTime() - startedNs < LENGTH.toNanos();
    }

    private void killWhileWriting(Durability durability, int seed) throws IOException, InterruptedException {
        Process process = start(durability, seed);
        try {
            long until = acknowledged() + 200 + new Random(seed).nextInt(800);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> acknowledged() >= until || !process.isAlive());
            assertThat(process.isAlive()).as(output(seed)).isTrue();
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Process start(Durability durability, int seed, String... moment) throws IOException {
        List<String> command = new ArrayList<>(List.of(
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
                Integer.toString(seed)));
        command.addAll(List.of(moment));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output-" + seed).toFile())
                .start();
    }

    private String output(int seed) throws IOException {
        return "the writer's end; it said: " + Files.readString(directory.resolve("output-" + seed));
    }

    private long acknowledged() throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(acknowledged))
                .order(ByteOrder.BIG_ENDIAN)
                .getLong();
    }

    private void check(int lives) throws IOException {
        long least = acknowledged();
        assertThat(PromptRecovery.of(data, directory.resolve("copy")).lastIndex())
                .isGreaterThanOrEqualTo(least);
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
