package io.balsa.server.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.balsa.api.Reason;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Order, limits, hostile input and the end of connections. */
class ConnectionTest {
    @Test
    void commandsOfOnePipelineTakeEffectInOrder() throws Exception {
        try (Served served = new Served()) {
            StringBuilder expected = new StringBuilder();
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 3000; i++) {
                lines.append("set k ").append(i).append("\r\nget k\r\nkeys k\r\nincr k\r\ndbsize\r\n");
                expected.append("+OK\r\n$")
                        .append(Integer.toString(i).length())
                        .append("\r\n")
                        .append(i);
                expected.append("\r\n*1\r\n$1\r\nk\r\n:").append(i + 1).append("\r\n:1\r\n");
            }
            assertThat(served.say(lines.toString())).isEqualTo(expected.toString());
        }
    }

    @Test
    void aLaterWriteDoesNotOvertakeARead() throws Exception {
        try (Served served = new Served()) {
            StringBuilder lines = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            for (int i = 0; i < 2000; i++) {
                lines.append("get k\r\nset k ").append(i % 10).append("\r\n");
                expected.append(i == 0 ? "$-1\r\n" : "$1\r\n" + (i + 9) % 10 + "\r\n")
                        .append("+OK\r\n");
            }
            assertThat(served.say(lines.toString())).isEqualTo(expected.toString());
        }
    }

    @Test
    void aClientThatReadsNothingUntilItHasSentAllGetsAll() throws Exception {
        try (Served served = new Served()) {
            String value = "x".repeat(1000);
            served.say("set k " + value);
            try (Socket socket = served.connect()) {
                // More than the socket buffers of both sides take.
                byte[] requests = "get k\r\n".repeat(14_000).getBytes(ISO_8859_1);
                socket.getOutputStream().write(requests);
                socket.shutdownOutput();
                long received = socket.getInputStream().readAllBytes().length;
                assertThat(received).isEqualTo(14_000L * (1000 + "$1000\r\n\r\n".length()));
            }
        }
    }

    @Test
    void aClientThatNeverReadsIsClosed() throws Exception {
        try (Served served = new Served(config -> limited(config, config.maxConnections(), 1 << 20));
                Socket socket = served.connect()) {
            served.say("set k " + "x".repeat(10_000));
            byte[] requests = "get k\r\n".repeat(1000).getBytes(ISO_8859_1);
            assertThatThrownBy(() -> {
                        while (true) {
                            socket.getOutputStream().write(requests);
                        }
                    })
                    .isInstanceOf(SocketException.class);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(served.say("info stats"))
                            .contains("client_output_buffer_limit_disconnections:1\r\n"));
        }
    }

    @Test
    void anAnswerThatCouldNotBeHeldIsNeverReplacedByAnother() throws Exception {
        try (Served served = new Served(config -> limited(config, config.maxConnections(), 1000))) {
            // The second write takes effect, and the answer that was dropped must not become an error.
            assertThat(served.say("set k " + "x".repeat(2000), "getset k v")).isIn("", "+OK\r\n");
            assertThat(served.say("get k")).isEqualTo("$1\r\nv\r\n");
            assertThat(served.say("info stats")).contains("client_output_buffer_limit_disconnections:1\r\n");
        }
    }

    @Test
    void oneClientTooManyIsToldSo() throws Exception {
        try (Served served = new Served(config -> limited(config, 2, config.outputBufferBytes()))) {
            try (Socket first = served.connect();
                    Socket second = served.connect()) {
                greet(first);
                greet(second);
                assertThat(readAll(served)).isEqualTo("-ERR max number of clients reached\r\n");
            }
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(served.say("ping")).isEqualTo("+PONG\r\n"));
        }
    }

    @Test
    void outcomesCanBeToldApart() throws Exception {
        try (Served served = new Served()) {
            served.node.fate = request -> new OneNode.Fate(false, Reason.NO_LEADER);
            assertThat(served.say("set k v")).startsWith("-TRYAGAIN no leader").endsWith("nothing was written\r\n");
            served.node.fate = request -> new OneNode.Fate(false, Reason.BUSY);
            assertThat(served.say("set k v")).startsWith("-BUSY ");
            served.node.fate = request -> new OneNode.Fate(false, Reason.TOO_LARGE);
            assertThat(served.say("set k v")).startsWith("-ERR the command is longer than");
            served.node.fate = request -> new OneNode.Fate(true, Reason.LEADER_LOST);
            assertThat(served.say("set k v"))
                    .startsWith("-UNKNOWN outcome: the write may or may not have been applied");
        }
    }

    @Test
    void aFullNodeIsWaitedForAndThenReported() throws Exception {
        try (Served served = new Served()) {
            served.node.full = true;
            assertThat(served.say("set k v", "get k")).startsWith("-BUSY ").contains("\r\n-BUSY ");
            try (Socket socket = served.connect()) {
                socket.getOutputStream().write("set k v\r\n".getBytes(ISO_8859_1));
                served.node.full = false;
                assertThat(Served.read(socket.getInputStream(), 5)).isIn("+OK\r\n", "-BUSY");
            }
        }
    }

    @Test
    void closingAnswersWhatIsUnderWay() throws Exception {
        try (Served served = new Served();
                Socket socket = served.connect()) {
            greet(socket);
            served.node.paused = true;
            socket.getOutputStream().write("set k v\r\n".getBytes(ISO_8859_1));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> served.say("client list").contains("cmd=set"));
            Thread closing = Thread.ofVirtual().start(served.server::close);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThatThrownBy(() -> served.connect().close()).isInstanceOf(IOException.class));
            served.node.paused = false;
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .isEqualTo("+OK\r\n");
            closing.join();
        }
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0);
                OneNode node = new OneNode()) {
            int port = taken.getLocalPort();
            ServerConfig config = Served.config();
            ServerConfig same = new ServerConfig(
                    "0.0.0.0", port, 1, 1, 1, config.maxValueLength(), config.maxRequestLength(), 1, 1, 1, 0, 1, 1);
            assertThatThrownBy(() -> RedisServer.open(same, node, node.store::keyspace))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on 0.0.0.0:" + port);
        }
    }

    @Test
    void brokenProtocolIsAnsweredAndClosed() throws Exception {
        try (Served served = new Served()) {
            assertThat(served.say("ping\r\n*1\r\n$x\r\nping"))
                    .isEqualTo("+PONG\r\n-ERR Protocol error: invalid bulk length\r\n");
        }
    }

    @Test
    void randomBytesNeverBreakTheServer() throws Exception {
        try (Served served = new Served()) {
            Random random = new Random(17);
            String words = "set get incr mget del k v * $ \r\n \" ' 3 -1 hello scan client keys append ";
            for (int round = 0; round < 300; round++) {
                byte[] bytes = new byte[1 + random.nextInt(2000)];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] =
                            (byte) (round % 3 == 0 ? random.nextInt() : words.charAt(random.nextInt(words.length())));
                }
                try (Socket socket = served.connect()) {
                    socket.getOutputStream().write(bytes);
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                } catch (SocketException reset) {
                    // The server closed before it had read all: allowed.
                    assertThat(reset).isNotNull();
                }
            }
            assertThat(served.say("ping")).isEqualTo("+PONG\r\n");
        }
    }

    private static ServerConfig limited(ServerConfig config, int maxConnections, long outputBufferBytes) {
        return new ServerConfig(
                config.address(),
                config.port(),
                maxConnections,
                config.maxPipeline(),
                config.maxArguments(),
                config.maxValueLength(),
                config.maxRequestLength(),
                config.maxScan(),
                outputBufferBytes,
                config.writeTimeoutNs(),
                config.idleTimeoutNs(),
                config.busyTimeoutNs(),
                config.closeTimeoutNs());
    }

    private static void greet(Socket socket) throws IOException {
        socket.getOutputStream().write("ping\r\n".getBytes(ISO_8859_1));
        assertThat(Served.read(socket.getInputStream(), 7)).isEqualTo("+PONG\r\n");
    }

    private static String readAll(Served served) throws IOException {
        try (Socket socket = served.connect()) {
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
