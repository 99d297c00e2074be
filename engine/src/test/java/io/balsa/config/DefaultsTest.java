package io.balsa.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.balsa.api.Member;
import io.balsa.api.Membership;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefaultsTest {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final long US = 1_000;
    private static final long MS = 1_000_000;

    private final BalsaConfig config = Configs.with("");

    @Test
    void clusterIsWhatTheFileSays() {
        List<Member> members = List.of(new Member(1, "127.0.0.1:9001", 1), new Member(2, "127.0.0.1:9002", 1));
        assertThat(config.cluster()).isEqualTo(new ClusterConfig("test", 0, 1, Membership.of(members)));
    }

    @Test
    void raftHasDefaults() {
        assertThat(config.raft())
                .isEqualTo(new RaftConfig(
                        500 * MS, 50 * MS, MS / 10, 2000 * MS, 31 * KIB, 288, 8 * MIB, 64 * MIB, 64 * MIB, 262144));
    }

    @Test
    void theWindowOfMessagesIsNoNarrowerThanThatOfBytes() {
        RaftConfig raft = config.raft();
        assertThat((long) raft.windowMessages() * raft.maxAppendBytes()).isGreaterThanOrEqualTo(raft.windowBytes());
    }

    @Test
    void limitsHaveDefaults() {
        assertThat(config.limits())
                .isEqualTo(new LimitsConfig(
                        MIB,
                        MIB,
                        16 * MIB,
                        1048576,
                        65536,
                        1024,
                        64,
                        4096,
                        4096,
                        5000 * MS,
                        5000 * MS,
                        new LimitsConfig.Backlogs(16 * MIB, 16 * MIB, 2 * MIB, 1024, 1024, 256)));
    }

    @Test
    void loopHasDefaults() {
        assertThat(config.loop())
                .isEqualTo(new LoopConfig(LoopConfig.Profile.BALANCED, 20, 100, 20 * US, 2 * MS, 12 * MS, -1));
    }

    @Test
    void anIdleLoopKeepsUpWithHeartbeats() {
        assertThat(config.loop().idleAtMost(5 * MS).parkIdleNs()).isEqualTo(5 * MS);
        assertThat(config.loop().idleAtMost(12 * MS)).isEqualTo(config.loop());
        assertThat(config.loop().idleAtMost(1 * MS).parkIdleNs()).isEqualTo(2 * MS);
    }

    @Test
    void valuesOfTheFileGoOverDefaults() {
        BalsaConfig changed = Configs.with("""
            balsa {
              raft { election-timeout = 1s, max-append-bytes = 4096 }
              loop { profile = low-latency, cpu = 3 }
            }
            """);
        assertThat(changed.raft().electionTimeoutNs()).isEqualTo(1000 * MS);
        assertThat(changed.raft().maxAppendBytes()).isEqualTo(4096);
        assertThat(changed.raft().heartbeatIntervalNs()).isEqualTo(50 * MS);
        assertThat(changed.loop().profile()).isEqualTo(LoopConfig.Profile.LOW_LATENCY);
        assertThat(changed.loop().cpu()).isEqualTo(3);
    }

    @Test
    void withGoesOverTheFileAndLeavesTheOriginalAlone() {
        BalsaConfig changed = config.with("balsa.node.id = 2").with("balsa.limits.max-clients = 7");
        assertThat(changed.cluster().nodeId()).isEqualTo(2);
        assertThat(changed.limits().maxClients()).isEqualTo(7);
        assertThat(config.cluster().nodeId()).isEqualTo(1);
    }

    @Test
    void sectionThatNoModuleReadsIsRefused() {
        record Nobody() {}
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.section(Nobody.class))
                .withMessageContaining("Nobody")
                .withMessageContaining("META-INF/services");
    }

    @Test
    void recordsRefuseValuesThatDoNotFitWhoeverBuildsThem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoopConfig(LoopConfig.Profile.BALANCED, -1, 0, 50 * US, 20 * US, 20 * US, -1))
                .withMessage("""
                    balsa.loop.idle-spins: must not be negative
                    balsa.loop.park-max: must be at least park-min, 50us; raise it\
                    """);
    }
}
