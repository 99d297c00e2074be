package io.balsa.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.journal.chronicle.DirectoryLock;
import io.balsa.server.cluster.FreePorts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What is wrong is told in one clear message each, with exit code 2; what fails on the way ends with 1. */
class NodeCommandTest {
    @TempDir
    private Path folder;

    @Test
    void anUnknownKeyIsNamedWithTheNearestKnownOne() throws IOException {
        fails(valid() + "balsa.server.prot = 1\n", "balsa.server.prot", "balsa.server.port");
    }

    @Test
    void aBareNumberIsNoDuration() throws IOException {
        fails(valid() + "balsa.raft.election-timeout = 500\n", "balsa.raft.election-timeout", "500");
    }

    @Test
    void aMemberIdIsGivenOnce() throws IOException {
        String twice =
                "balsa.cluster.members = [{ id = 1, address = \"127.0.0.1:1\" }, { id = 1, address = \"127.0.0.1:2\""
                        + " }]";
        fails(valid() + twice + "\n", "id");
    }

    @Test
    void anAnswerMustHoldTheLongestValue() throws IOException {
        fails(
                valid() + "balsa.limits.max-result-length = 512KiB\n",
                "balsa.limits.max-result-length",
                "balsa.server.max-value-length",
                "524289");
    }

    @Test
    void severalErrorsAreToldAtOnce() throws IOException {
        fails(
                valid() + "balsa.raft.election-timeout = 500\nbalsa.server.prot = 1\n",
                "balsa.raft.election-timeout",
                "balsa.server.prot");
    }

    @Test
    void aMissingFileIsNamed() {
        Outcome outcome = run("node", "--config", folder.resolve("none.conf").toString());
        assertThat(outcome.exitCode).isEqualTo(2);
        assertThat(outcome.err).contains("none.conf").doesNotContain("\tat ");
    }

    @Test
    void aMissingArgumentIsNamed() {
        Outcome outcome = run("node");
        assertThat(outcome.exitCode).isEqualTo(2);
        assertThat(outcome.err).contains("--config");
    }

    @Test
    void aMistypedCommandOrOptionGetsTheNearestKnown() {
        Outcome command = run("simulat");
        assertThat(command.exitCode).isEqualTo(2);
        assertThat(command.err)
                .startsWith("balsa: there is no 'simulat'; did you mean 'simulate'?")
                .hasLineCount(1);
        Outcome option = run("chaos", "--round", "3");
        assertThat(option.exitCode).isEqualTo(2);
        assertThat(option.err).startsWith("balsa: there is no '--round'; did you mean '--rounds'?");
    }

    @Test
    void aFileWithoutItsOptionIsToldWhichOneIsMissing() throws IOException {
        Path file = Files.writeString(folder.resolve("node.conf"), "");
        Outcome outcome = run("node", file.toString());
        assertThat(outcome.exitCode).isEqualTo(2);
        assertThat(outcome.err)
                .startsWith("balsa: did you mean --config " + file + "?")
                .hasLineCount(1);
    }

    @Test
    void aMistypedOptionIsToldBeforeTheMissingOne() {
        Outcome outcome = run("node", "--confg=x");
        assertThat(outcome.exitCode).isEqualTo(2);
        assertThat(outcome.err).startsWith("balsa: there is no '--confg'; did you mean '--config'?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        chaos --rounds -3      | --rounds is 1 or more, not -3
        chaos --rounds 0       | --rounds is 1 or more, not 0
        chaos --nodes 0        | --nodes is 1 to 9, not 0
        chaos --nodes 10       | --nodes is 1 to 9, not 10
        chaos --durability foo | --durability is fsync or page-cache, not foo
        demo --commands 0      | --commands is 1 or more, not 0
        demo --commands -1     | --commands is 1 or more, not -1
        demo --durability foo  | --durability is fsync or page-cache, not foo
        """)
    void whatNoClusterCanDoIsRefusedBeforeOneStarts(String arguments, String message) {
        Outcome outcome = run(arguments.split(" "));
        assertThat(outcome.exitCode).isEqualTo(2);
        assertThat(outcome.err).startsWith("balsa: " + message).hasLineCount(1);
    }

    @Test
    void aRedisPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            fails(
                    valid() + "balsa.server.port = " + port + "\n",
                    "cannot listen on 127.0.0.1:" + port,
                    "stop that one",
                    "balsa.server.port");
        }
        assertThat(folder.resolve("data"))
                .as("found before anything was opened")
                .doesNotExist();
    }

    @Test
    void aPeerPortInUseIsNamed() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            String member =
                    "balsa.cluster.members = [{ id = 1, address = \"127.0.0.1:" + taken.getLocalPort() + "\" }]";
            fails(valid() + member + "\n", Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void theDirectoryOfAnotherNodeIsRefused() throws IOException {
        // The first run fails for its port after it has made the directory its own.
        aPeerPortInUseIsNamed();
        fails(valid() + "balsa.cluster.name = other\n", folder.resolve("data").toString());
        Outcome verify = run("journal", "verify", folder.resolve("data").toString());
        assertThat(verify.out).contains("cluster test", "sound: ");
        assertThat(verify.exitCode).isZero();
    }

    @Test
    void theDirectoryOfARunningNodeIsRefused() throws IOException {
        aPeerPortInUseIsNamed();
        Path data = folder.resolve("data");
        String inUse = data + " is in use, by a running node or another process: stop that one and try again";
        try (DirectoryLock lock = DirectoryLock.acquire(data, 0)) {
            fails(valid(), inUse);
            Outcome verify = run("journal", "verify", data.toString());
            assertThat(verify.err).contains(inUse).doesNotContain("\tat ");
            assertThat(verify.exitCode).isEqualTo(2);
        }
    }

    @Test
    void anUnreadableDirectoryIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a directory");
        fails(valid() + "balsa.journal.directory = \"" + file.resolve("data") + "\"\n", file.toString());
    }

    @Test
    void aNodeThatFailsEndsWithOneAndItsJournalIsReadable() throws IOException {
        // The first sync belongs to the opening, the second to the vote for itself.
        System.setProperty("balsa.journal-fault-sync-after", "2");
        try {
            Outcome outcome = run("node", "--config", write(valid()).toString());
            assertThat(outcome.exitCode).isEqualTo(1);
        } finally {
            System.clearProperty("balsa.journal-fault-sync-after");
        }
        String data = folder.resolve("data").toString();
        assertThat(run("journal", "dump", data).out)
                .contains("begins segment 1, the first", "durability fsync", "term 1 vote 1", "sound: ");
        assertThat(run("journal", "dump", "--summary", data).out)
                .contains("begins segment 1, the first", "sound: ")
                .doesNotContain("term 1 vote 1");
    }

    @Test
    void missingFlagsOfTheJvmAreNamed() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.balsa.server.Main",
                        "node",
                        "--config",
                        write(valid()).toString())
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            assertThat(output).contains("--add-opens=java.base/").doesNotContain("\tat ");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aFolderWithoutJournalIsNotVerified() {
        Outcome outcome = run("journal", "dump", folder.toString());
        assertThat(outcome.err).contains(folder + " holds no journal");
        assertThat(outcome.exitCode).isEqualTo(2);
    }

    @Test
    void whoNamesNoJournalIsToldWhereOneIs() throws IOException {
        Path none = folder.resolve("none");
        assertThat(run("journal", "verify", none.toString()).err).startsWith("balsa: there is no directory " + none);
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(run("journal", "verify", file.toString()).err).startsWith("balsa: " + file + " is no directory");
        aPeerPortInUseIsNamed();
        assertThat(run("journal", "verify", folder.toString()).err)
                .contains("there is one in " + folder.resolve("data"));
    }

    @Test
    void whatJournalCannotDoIsAnsweredWithWhatItCan() {
        Outcome outcome = run("journal", "foo");
        assertThat(outcome.exitCode).isEqualTo(2);
        assertThat(outcome.err)
                .startsWith("balsa: there is no 'foo'; there are ")
                .contains("dump", "verify");
    }

    @Test
    void helpAndVersionAreToldWithExitCodeZero() {
        assertThat(run("--help").exitCode).isZero();
        assertThat(run("--help").out)
                .contains("node", "demo", "chaos", "bench ", "simulate ", "mutants ", "format ", "Exit codes", "130");
        assertThat(run("--version").out).contains("balsa");
    }

    private void fails(String text, String... words) throws IOException {
        Outcome outcome = run("node", "--config", write(text).toString());
        assertThat(outcome.err).contains(words).doesNotContain("\tat ");
        assertThat(outcome.exitCode).isEqualTo(2);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("node.conf"), text);
    }

    private String valid() throws IOException {
        return """
            balsa.cluster { name = test, members = [{ id = 1, address = "127.0.0.1:%d" }] }
            balsa.node.id = 1
            balsa.journal.directory = "%s"
            balsa.transport.driver.directory = "%s"
            balsa.server.port = 0
            """.formatted(FreePorts.udp(1).getFirst(), folder.resolve("data"), folder.resolve("driver"));
    }

    private record Outcome(int exitCode, String out, String err) {}

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = BalsaCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        int exitCode = line.execute(arguments);
        return new Outcome(exitCode, out.toString(), err.toString());
    }
}
