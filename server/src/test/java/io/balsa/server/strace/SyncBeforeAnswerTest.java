package io.balsa.server.strace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.server.SaysWhySkipped;
import io.balsa.server.client.RedisClient;
import io.balsa.server.cluster.LocalCluster;
import io.balsa.server.cluster.NodeProcess;
import io.balsa.server.strace.SystemCalls.SystemCall;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What real nodes ask of the kernel. With the third node dead, neither of the other two can be left out of a commit: what a
 * follower received must be synced before the reply that acknowledges it leaves, and what a client wrote must be synced on the
 * leader before the client hears of it.
 */
@ExtendWith(SaysWhySkipped.class)
class SyncBeforeAnswerTest {
    /** Sent one at a time. */
    private static final int SINGLE = 40;
    /** Sent at once, so that several entries travel together; few enough for one datagram. */
    private static final int PIPELINED = 12;

    private static final int COMMANDS = SINGLE + PIPELINED;
    private static final String PROBE = "probe-";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> FLAGS = List.of("-Xmx256m");
    /** strace slows processes down, and a change of leader would leave nothing to look at. */
    private static final String CALM = "balsa.raft { election-timeout = 3s, journal-stall-limit = 30s }\n";

    @TempDir
    private Path directory;

    /** How many answers were looked at, and how many of them no sync covers. */
    private record Answers(int all, int uncovered) {}

    private record Traced(SystemCalls follower, SystemCalls leader) {}

    @Test
    void everyAnswerIsCoveredByASyncThatHadEnded() throws Exception {
        Traced traced = trace("fsync");
        Answers acknowledgements = acknowledgements(traced.follower);
        assertThat(acknowledgements.all).isBetween(SINGLE + 1, COMMANDS - 1);
        assertThat(acknowledgements.uncovered).isZero();
        assertThat(answersToClient(traced.leader)).isEqualTo(new Answers(COMMANDS, 0));
    }

    /** So that the other test is known to see what it looks for. */
    @Test
    void withPageCacheNoAnswerIsCovered() throws Exception {
        Traced traced = trace("page-cache");
        Answers acknowledgements = acknowledgements(traced.follower);
        assertThat(acknowledgements.all).isBetween(SINGLE + 1, COMMANDS - 1);
        assertThat(acknowledgements.uncovered).isEqualTo(acknowledgements.all);
        assertThat(answersToClient(traced.leader)).isEqualTo(new Answers(COMMANDS, COMMANDS));
    }

    private Traced trace(String durability) throws Exception {
        String settings = CALM + "balsa.journal.durability = " + durability;
        try (LocalCluster cluster = LocalCluster.create("balsa-strace-test", 3, settings, FLAGS)) {
            cluster.startAll();
            NodeProcess leader = cluster.awaitLeader(PATIENCE);
            List<NodeProcess> followers =
                    cluster.nodes().stream().filter(node -> node != leader).toList();
            followers.getLast().kill();
            try (Strace atFollower = attach(followers.getFirst());
                    Strace atLeader = attach(leader);
                    RedisClient client = leader.connect(PATIENCE)) {
                write(client);
                return new Traced(atFollower.detach(), atLeader.detach());
            }
        }
    }

    private static void write(RedisClient client) throws IOException {
        for (int i = 0; i < SINGLE; i++) {
            assertThat(client.call("SET", probe(i), "v")).isEqualTo("OK");
        }
        for (int i = SINGLE; i < COMMANDS; i++) {
            client.send("SET", probe(i), "v");
        }
        client.flush();
        for (int i = SINGLE; i < COMMANDS; i++) {
            assertThat(client.receive()).isEqualTo("OK");
        }
    }

    private Strace attach(NodeProcess node) throws Exception {
        try (RedisClient client = node.connect(PATIENCE)) {
            String pid = String.valueOf(client.call("INFO", "server")).replaceAll("(?s).*process_id:(\\d+).*", "$1");
            return Strace.attach(Long.parseLong(pid), directory.resolve("node-" + node.id()));
        }
    }

    private static String probe(int i) {
        return PROBE + i + ".";
    }

    /** The first reply that acknowledges each probe; a probe may be received again, or be acknowledged again. */
    private static Answers acknowledgements(SystemCalls calls) {
        PeerFrames frames = new PeerFrames();
        TreeMap<Long, Integer> receivedAt = new TreeMap<>();
        TreeMap<Long, Integer> acknowledgedAt = new TreeMap<>();
        for (SystemCall call : calls.all()) {
            if (call.isReceive() && text(call).contains(PROBE)) {
                frames.read(call.bytes(), last -> receivedAt.putIfAbsent(last, call.end()), match -> {});
            } else if (call.isSend()) {
                frames.read(call.bytes(), last -> {}, match -> acknowledgedAt.putIfAbsent(match, call.begin()));
            }
        }
        int all = 0;
        int uncovered = 0;
        for (Map.Entry<Long, Integer> received : receivedAt.entrySet()) {
            Map.Entry<Long, Integer> acknowledged = acknowledgedAt.ceilingEntry(received.getKey());
            if (acknowledged != null) {
                all++;
                uncovered += calls.isSyncedBetween(received.getValue(), acknowledged.getValue()) ? 0 : 1;
            }
        }
        return new Answers(all, uncovered);
    }

    /** The first OK after each probe was read; those of commands sent at once may come together. */
    private static Answers answersToClient(SystemCalls calls) {
        int uncovered = 0;
        for (int i = 0; i < COMMANDS; i++) {
            String probe = probe(i);
            SystemCall read =
                    first(calls, call -> call.isReceive() && text(call).contains(probe));
            SystemCall answer =
                    first(calls, call -> call.begin() > read.end() && text(call).matches("(\\+OK\r\n)+"));
            uncovered += calls.isSyncedBetween(read.end(), answer.begin()) ? 0 : 1;
        }
        return new Answers(COMMANDS, uncovered);
    }

    private static SystemCall first(SystemCalls calls, Predicate<SystemCall> wanted) {
        return calls.all().stream().filter(wanted).findFirst().orElseThrow();
    }

    private static String text(SystemCall call) {
        return new String(call.bytes(), ISO_8859_1);
    }
}
