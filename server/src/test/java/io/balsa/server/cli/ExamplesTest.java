package io.balsa.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.config.BalsaConfig;
import io.balsa.server.redis.ServerConfig;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    @Test
    void theExampleFilesDescribeOneClusterWithoutCollisions() {
        Set<Object> names = new HashSet<>();
        Set<Object> ports = new HashSet<>();
        for (int id = 1; id <= 3; id++) {
            Path file = Path.of(System.getProperty("repository.root"), "server", "examples", "node" + id + ".conf");
            BalsaConfig config = BalsaConfig.load(file);
            assertThat(config.cluster().nodeId()).isEqualTo(id);
            assertThat(config.cluster().initialMembers().voters()).hasSize(3);
            names.add(config.cluster().name() + config.cluster().initialMembers());
            ports.add(config.section(ServerConfig.class).port());
        }
        assertThat(names).hasSize(1);
        assertThat(ports).hasSize(3);
    }
}
