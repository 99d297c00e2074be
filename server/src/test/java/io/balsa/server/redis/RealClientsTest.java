package io.balsa.server.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.balsa.server.SaysWhySkipped;
import io.balsa.server.cluster.LocalCluster;
import io.balsa.server.cluster.NodeProcess;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.resps.ScanResult;

/** Clients that others wrote, unmodified. */
@ExtendWith(SaysWhySkipped.class)
class RealClientsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final DefaultJedisClientConfig PLAIN =
            DefaultJedisClientConfig.builder().autoNegotiateProtocol(false).build();

    @Test
    void jedisSpeaksTheSecondVersion() throws Exception {
        useWith(RedisProtocol.RESP2);
    }

    @Test
    void jedisSpeaksTheThirdVersion() throws Exception {
        useWith(RedisProtocol.RESP3);
    }

    @Test
    void jedisPipelines() throws Exception {
        try (Served served = new Served();
                Jedis jedis = new Jedis(new HostAndPort("127.0.0.1", served.port()), PLAIN)) {
            Pipeline pipeline = jedis.pipelined();
            List<Response<Long>> sums = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                sums.add(pipeline.incr("n"));
            }
            pipeline.sync();
            assertThat(sums.getLast().get()).isEqualTo(20_000);
            assertThat(jedis.get("n")).isEqualTo("20000");
        }
    }

    @Test
    void redisCliWorks() throws Exception {
        assumeInstalled("redis-cli");
        try (Served served = new Served()) {
            String port = Integer.toString(served.port());
            assertThat(run("redis-cli", "-p", port, "set", "k", "v")).isEqualTo("OK\n");
            assertThat(run("redis-cli", "-3", "-p", port, "get", "k")).isEqualTo("v\n");
            assertThat(run("redis-cli", "-p", port, "--scan")).isEqualTo("k\n");
            assertThat(run("redis-cli", "-p", port, "info", "raft")).contains("role:leader");
        }
    }

    @Test
    void redisBenchmarkWorks() throws Exception {
        assumeInstalled("redis-benchmark");
        try (Served served = new Served()) {
            String port = Integer.toString(served.port());
            String output =
                    run("redis-benchmark", "-p", port, "-t", "set,get,incr,mset", "-P", "16", "-n", "20000", "-q");
            assertThat(output).contains("SET: ").contains("GET: ").contains("INCR: ");
            assertThat(output).doesNotContainIgnoringCase("error").doesNotContainIgnoringCase("warning");
        }
    }

    @Test
    void theToolsOfRedisWorkOnTheFollowersOfARealCluster() throws Exception {
        assumeInstalled("redis-cli");
        assumeInstalled("redis-benchmark");
        // A change of leader on a busy machine would be told as an error, rightly.
        String calm = "balsa.raft.election-timeout = 3s";
        try (LocalCluster cluster = LocalCluster.create("balsa-tools-test", 3, calm, List.of("-Xmx256m"))) {
            cluster.startAll();
            NodeProcess leader = cluster.awaitLeader(PATIENCE);
            List<String> followers = cluster.nodes().stream()
                    .filter(node -> node != leader)
                    .map(node -> Integer.toString(node.address().getPort()))
                    .toList();
            String one = followers.getFirst();
            String other = followers.getLast();
            assertThat(run("redis-cli", "-p", one, "set", "k", "v")).isEqualTo("OK\n");
            assertThat(run("redis-cli", "-p", other, "get", "k")).isEqualTo("v\n");
            String output = run("redis-benchmark", "-p", one, "-t", "set,get,incr", "-P", "16", "-n", "2000", "-q");
            assertThat(output).contains("SET: ").contains("GET: ").contains("INCR: ");
            assertThat(output).doesNotContainIgnoringCase("error").doesNotContainIgnoringCase("warning");
            assertThat(run("redis-cli", "-p", other, "get", "counter:__rand_int__"))
                    .isEqualTo("2000\n");
        }
    }

    private static void useWith(RedisProtocol protocol) throws Exception {
        DefaultJedisClientConfig config = DefaultJedisClientConfig.builder()
                .protocol(protocol)
                .clientName("test")
                .autoNegotiateProtocol(false)
                .build();
        try (Served served = new Served();
                Jedis jedis = new Jedis(new HostAndPort("127.0.0.1", served.port()), config)) {
            assertThat(jedis.ping()).isEqualTo("PONG");
            assertThat(jedis.clientGetname()).isEqualTo("test");
            assertThat(jedis.set("k", "v")).isEqualTo("OK");
            assertThat(jedis.get("k")).isEqualTo("v");
            assertThat(jedis.get("none")).isNull();
            assertThat(jedis.set("k", "w", SetParams.setParams().nx())).isNull();
            assertThat(jedis.setGet("k", "w")).isEqualTo("v");
            assertThat(jedis.mset("a", "1", "b", "2")).isEqualTo("OK");
            assertThat(jedis.mget("a", "none", "b")).containsExactly("1", null, "2");
            assertThat(jedis.incrBy("a", 5)).isEqualTo(6);
            assertThat(jedis.exists("a", "b", "none")).isEqualTo(2);
            assertThat(jedis.type("a")).isEqualTo("string");
            assertThat(jedis.append("k", "!")).isEqualTo(2);
            assertThat(jedis.del("b")).isEqualTo(1);
            assertThat(jedis.dbSize()).isEqualTo(2);
            assertThat(jedis.keys("*")).containsExactlyInAnyOrder("a", "k");
            ScanResult<String> scan = jedis.scan(ScanParams.SCAN_POINTER_START, new ScanParams().count(100));
            assertThat(scan.isCompleteIteration()).isTrue();
            assertThat(scan.getResult()).containsExactlyInAnyOrder("a", "k");
            assertThat(jedis.configGet("save")).containsEntry("save", "");
            assertThat(jedis.info("raft")).contains("role:leader");
            assertThat(jedis.commandCount())
                    .isEqualTo(CommandTable.all().specs().size());
            assertThatThrownBy(() -> jedis.expire("k", 1))
                    .isInstanceOf(JedisDataException.class)
                    .hasMessageContaining("expiry is not supported yet");
            assertThatThrownBy(() -> jedis.incr("k"))
                    .isInstanceOf(JedisDataException.class)
                    .hasMessage("ERR value is not an integer or out of range");
            assertThat(jedis.flushAll()).isEqualTo("OK");
        }
    }

    private static void assumeInstalled(String tool) {
        boolean found = List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(folder -> new File(folder, tool).canExecute());
        assumeTrue(found, tool + " is not installed");
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
