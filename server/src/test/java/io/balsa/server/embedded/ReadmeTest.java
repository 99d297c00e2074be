package io.balsa.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.server.cluster.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what stands here, and it runs as the README says. */
class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("repository.root"));
    private static final Path SOURCES = ROOT.resolve("server/src/test/java/io/balsa/server/embedded");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PROMISED_LINES = 25;

    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();
    private String readme = "";

    @BeforeEach
    void read() throws IOException {
        readme = Files.readString(ROOT.resolve("README.md"));
    }

    @AfterEach
    void end() throws InterruptedException {
        // As Ctrl-C does: a node then leaves nothing behind.
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void theReadmeShowsTheSources() throws IOException {
        assertThat(blocks("java")).containsExactly(shown("Counter"), shown("CounterClient"));
    }

    @Test
    void aReplicatedCounterTakesTwentyFiveLines() throws IOException {
        assertThat(shown("Counter").lines().filter(line -> !line.isBlank() && !line.startsWith("import ")))
                .hasSizeLessThanOrEqualTo(PROMISED_LINES);
    }

    @Test
    void threeNodesAndAClientRunAsTheReadmeSays() throws Exception {
        List<Integer> ports = FreePorts.udp(3);
        String config = blocks("hocon").getFirst();
        for (int id = 1; id <= ports.size(); id++) {
            config = config.replace("127.0.0.1:910" + id, address(ports.get(id - 1)));
        }
        List<Path> outputs = new ArrayList<>();
        for (int id = 1; id <= ports.size(); id++) {
            String own = config.replace("node.id = 1", "node.id = " + id);
            Path file = Files.writeString(folder.resolve("node" + id + ".conf"), own);
            outputs.add(start("@" + ROOT.resolve("jvm.args"), Counter.class, file.toString()));
        }
        for (Path output : outputs) {
            await(output, "added 5, which makes ");
        }
        String[] addresses = ports.stream().map(ReadmeTest::address).toArray(String[]::new);
        Path client = start("@" + ROOT.resolve("jvm.args"), CounterClient.class, addresses);
        await(client, "added, which makes 20");
        await(client, "the counter says 20");
        assertThat(processes.getLast().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(processes.getLast().exitValue()).isZero();
    }

    @Test
    void withoutTheFlagsOfTheJvmEachIsNamed() throws Exception {
        Path file =
                Files.writeString(folder.resolve("node.conf"), blocks("hocon").getFirst());
        String missing = "the JVM lacks --add-opens=java.base/jdk.internal.misc=ALL-UNNAMED";
        await(start("-Xmx64m", Counter.class, file.toString()), missing);
        await(start("-Xmx64m", CounterClient.class, "127.0.0.1:9101"), missing);
    }

    private static String address(int port) {
        return "127.0.0.1:" + port;
    }

    /** Without the package, which an embedder's file has not. */
    private static String shown(String type) throws IOException {
        String source = Files.readString(SOURCES.resolve(type + ".java"));
        return source.substring(source.indexOf("import "));
    }

    private List<String> blocks(String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(readme)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** @return the file that gets what the process prints */
    private Path start(String flags, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                flags,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(Arrays.asList(arguments));
        Path output = folder.resolve("output" + processes.size());
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start());
        return output;
    }

    private static void await(Path output, String words) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Files.readString(output)).contains(words));
    }
}
