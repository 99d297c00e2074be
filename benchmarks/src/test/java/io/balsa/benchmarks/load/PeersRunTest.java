package io.balsa.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.balsa.benchmarks.command.ReportFiles;
import io.balsa.benchmarks.peer.Peers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The rig runs each peer for a moment, and every answer is held against its command: the numbers are nobody's business here. */
class PeersRunTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int load(String... arguments) {
        return new CommandLine(new LoadCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @ParameterizedTest
    @CsvSource({
        "balsa, low-latency, remote, page-cache",
        "balsa, balanced, embedded, fsync",
        "aeron, shared-backoff, remote, fsync",
        "aeron, shared-yield, embedded, page-cache",
        "aeron, shared-yield-invoker, remote, page-cache",
        "aeron, shared-yield-invoker, embedded, fsync",
        "jraft, blocking-apply, remote, fsync",
        "jraft, blocking-apply, embedded, page-cache",
        "ratis, grpc-wait, remote, page-cache",
        "ratis, netty, embedded, fsync",
        "microraft, in-process, embedded, page-cache"
    })
    void everyPeerAnswersEveryCommand(String peer, String mode, String place, String durability) throws Exception {
        Path report = directory.resolve("run.json");
        String[] load = ("--warmup 0 --seconds 1 --window 8 --rate 50 --peer " + peer + " --mode " + mode + " --place "
                        + place + " --durability " + durability + " --report " + report)
                .split(" ");
        int exit = load(load);
        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();
        LoadReport read = ReportFiles.read(report, LoadReport.class);
        assertThat(read.subject().peer()).isEqualTo(peer);
        assertThat(read.subject().version()).matches("\\d.*|this tree");
        assertThat(read.paces()).extracting(LoadReport.PaceReport::pace).containsExactly("window-8", "rate-50");
        assertThat(read.paces()).allSatisfy(pace -> assertThat(pace.curve()).isNotEmpty());
        assertThat(read.paces())
                .allSatisfy(pace -> assertThat(pace.allocatedBytes() != null).isEqualTo(mode.equals("low-latency")));
        assertThat(out.toString())
                .contains("processors", peer + " " + read.subject().version(), "told: ");
        assertThat(Files.exists(directory.resolve("run-window-8.hdr"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"balsa, balanced", "aeron, shared-backoff"})
    void nodesInProcessesOfTheirOwnAnswerEveryCommandAndCountTheirProcessorTime(String peer, String mode)
            throws Exception {
        Path report = directory.resolve("run.json");
        int exit = load(("--processes --warmup 0 --seconds 1 --window 8 --rate 50 --peer " + peer + " --mode " + mode
                        + " --report " + report)
                .split(" "));
        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();
        LoadReport read = ReportFiles.read(report, LoadReport.class);
        assertThat(read.subject().settings()).contains("a process of");
        assertThat(read.paces())
                .hasSize(2)
                .allSatisfy(pace -> assertThat(pace.cpuUs()).isPositive());
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    /** What is beyond the knee is nobody's to keep: it is reported as that, and the climb ends. */
    @Test
    void aClimbEndsWhereARateIsNotKept() throws Exception {
        Path report = directory.resolve("run.json");
        int exit = load(("--warmup 1 --seconds 1 --rate 50,50000000,60000000 --report " + report).split(" "));
        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();
        assertThat(ReportFiles.read(report, LoadReport.class).paces())
                .extracting(LoadReport.PaceReport::pace, LoadReport.PaceReport::valid)
                .containsExactly(tuple("rate-50", true), tuple("rate-50000000", false));
    }

    @Test
    void anOpenLoopSendsWhatIsDueInItsTime() {
        assertThat(Pace.open(3).commandsIn(1_000_000_000L)).isEqualTo(3);
        assertThat(Pace.open(320_000).commandsIn(500_000_000L)).isEqualTo(160_000);
        assertThat(Pace.open(50).dueNs(49)).isLessThan(1_000_000_000L);
    }

    @Test
    void whatMakesNoSenseIsSaid() {
        for (List<String> wrong : List.of(
                List.of("--peer", "etcd"),
                List.of("--mode", "fast"),
                List.of("--durability", "none"),
                List.of("--payload", "7"),
                List.of("--peer", "microraft", "--place", "remote"),
                List.of("--peer", "microraft", "--place", "embedded", "--durability", "fsync"),
                List.of("--processes", "--peer", "ratis"),
                List.of("--processes", "--place", "embedded"),
                List.of("--window", "0"),
                List.of("--rate", "0"))) {
            err.getBuffer().setLength(0);
            assertThat(load(wrong.toArray(String[]::new))).as(wrong.toString()).isEqualTo(2);
            assertThat(err.toString()).isNotBlank();
        }
    }

    @Test
    void everyPeerHasAModeAndAPlace() {
        assertThat(Peers.all()).allSatisfy(peer -> assertThat(peer.modes()).isNotEmpty());
    }
}
